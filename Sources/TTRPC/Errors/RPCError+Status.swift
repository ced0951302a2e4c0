import FoundationEssentials
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
            info.domain = domain ?? ""
            info.metadata = details
            var detail = Google_Protobuf_Any()
            detail.typeURL = "type.googleapis.com/\(Google_Rpc_ErrorInfo.protoMessageName)"
            // In one order, so that equal errors are equal bytes.
            var options = BinaryEncodingOptions()
            options.useDeterministicOrdering = true
            // Fails only for a message with unset required fields, which proto3 does not have.
            let value: [UInt8]? = try? info.serializedBytes(options: options)
            if let value {
                detail.value = Data(value)
                status.details = [detail]
            }
        }
        return status
    }

    /// The error that `status` carries, or nil when it says that the call succeeded.
    init?(_ status: Google_Rpc_Status) {
        guard status.code != Code.ok.rawValue else { return nil }
        let info = status.details.lazy.compactMap { try? Google_Rpc_ErrorInfo(unpackingAny: $0) }.first
        let domain = info.flatMap { $0.domain.isEmpty ? nil : $0.domain }
        self.init(
            Code(rawValue: status.code) ?? .unknown, status.message, reason: info?.reason, domain: domain,
            details: info?.metadata ?? [:])
    }
}
