import LockerAPI
import LockerBase
import TTRPC

/// What a call is called in errors and in the log: what the client called it, else a name that no other call of this
/// daemon has.
enum RequestID {
    private static let longest = 64
    /// Tells the calls of this process from those of the one before.
    private static let process = String(UInt32.random(in: .min ... .max), radix: 16)

    static func of(_ context: CallContext) -> String {
        if let given = context.metadata[RequestMetadata.request], isValid(given) { return given }
        return "\(process)-\(context.connection)-\(context.stream)"
    }

    /// - Throws: ``LockerError/Code/invalidArgument`` for a name of the client's that is none.
    static func check(_ context: CallContext) throws(LockerError) {
        guard let given = context.metadata[RequestMetadata.request], !isValid(given) else { return }
        throw LockerError(
            .invalidArgument,
            "the request's '\(RequestMetadata.request)' is no name for it; use 1 to \(longest) printable characters of ASCII "
                + "without blanks")
    }

    private static func isValid(_ name: String) -> Bool {
        (1...longest).contains(name.utf8.count) && name.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
