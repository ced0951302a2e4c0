import LockerBase
import Logging
import TTRPC

/// A call, as the log and its error tell of it.
struct CallRecord {
    let service: String
    let method: String
    let context: CallContext
    /// Of a call that changes who has what; nil of one that does not.
    let note: AuditNote?
    /// For whom it was made, once that is known.
    var account: String?
    /// What kept it from some of the files that it is about, while the others were answered.
    var failures: [LockerError] = []

    init(_ service: String, _ method: String, _ context: CallContext, isAudited: Bool) {
        self.service = service
        self.method = method
        self.context = context
        note = isAudited ? AuditNote() : nil
    }

    /// What tells one call from another.
    var facts: Logger.Metadata {
        [
            "connection": "\(context.connection)", "uid": "\(context.peer.userID)",
            "pid": "\(context.peer.processID)", "request": "\(RequestID.of(context))",
        ]
    }

    /// What its error tells besides.
    var details: [ErrorDetail: String] {
        var details: [ErrorDetail: String] = [.request: RequestID.of(context)]
        details[.account] = account
        return details
    }
}
