import LockerAPI
import LockerBase
import Logging
import TTRPC

/// Writes what calls came to into the daemon's log: the caller's own errors at debug level, the daemon's as errors.
///
/// Names of files are told to the caller and kept out of the log above debug level.
struct CallLog: Sendable {
    let logger: Logger

    /// Runs a call, and turns its error into the one that goes over the wire.
    func recording<Result>(
        _ method: String, _ context: CallContext, _ body: () throws(LockerError) -> Result
    ) throws(RPCError) -> Result {
        do {
            let result = try body()
            logger.debug("\(method)", metadata: about(context))
            return result
        } catch {
            switch error.code {
            case .dataLoss, .internal, .noSpace, .system:
                logger.error("\(method) failed: \(error.code.rawValue)", metadata: about(context))
            default: break
            }
            logger.debug("\(method) failed: \(error)", metadata: about(context))
            throw RPCError(error)
        }
    }

    private func about(_ context: CallContext) -> Logger.Metadata {
        ["connection": "\(context.connection)", "uid": "\(context.peer.userID)", "pid": "\(context.peer.processID)"]
    }
}
