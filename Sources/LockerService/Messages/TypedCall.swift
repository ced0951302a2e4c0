import LockerAPI
import LockerBase
import LockerCore
import POSIXSupport
import TTRPC

/// A request, decoded, with who sent it.
struct TypedCall<Message: Sendable>: Sendable {
    let message: Message
    let caller: Caller
    let context: CallContext
    /// What the log is told of a call that changes who has what; nil for the others.
    let note: AuditNote?

    /// Finds out for whom the call is made, and notes it in `record`.
    ///
    /// - Parameter isReading: whether it changes nothing.
    init(
        _ message: Message, _ record: inout CallRecord, _ authority: Authority, isReading: Bool
    ) throws(LockerError) {
        self.message = message
        context = record.context
        note = record.note
        caller = try authority.caller(userID: context.peer.userID, for: context.metadata[RequestMetadata.account])
        record.account = caller.account.name
        try authority.checkEnabled(caller, isReading: isReading)
    }

    /// The one descriptor that came with the request.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` when none came, or more than one.
    func descriptor() throws(LockerError) -> Descriptor {
        guard context.descriptors.count == 1 else { throw LostDescriptor.error(context.descriptors.count) }
        return context.descriptors[0]
    }
}
