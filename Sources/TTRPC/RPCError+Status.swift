import SwiftProtobuf

extension RPCError {
    /// The status that carries this error, its reason packed in a google.rpc.ErrorInfo.
    var status: Google_Rpc_Status {
        var status = Google_Rpc_Status()
        status.code = code.rawValue
        status.message = message
        if let reason {
            var info = Google_Rpc_ErrorInfo()
            info.reason = reason
            // Packing fails only for a message with unset required fields, which proto3 does not have.
            if let detail = try? Google_Protobuf_Any(message: info) { status.details = [detail] }
        }
        return status
    }

    /// The error that `status` carries, or nil when it says that the call succeeded.
    init?(_ status: Google_Rpc_Status) {
        guard status.code != Code.ok.rawValue else { return nil }
        let info = status.details.lazy.compactMap { try? Google_Rpc_ErrorInfo(unpackingAny: $0) }.first
        self.init(Code(rawValue: status.code) ?? .unknown, status.message, reason: info?.reason)
    }
}
