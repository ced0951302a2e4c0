import LockerAPI
import LockerBase
import LockerCore
import Logging
import TTRPC

/// Writes what calls came to into the daemon's log: the caller's own errors at debug level, the daemon's as errors. All
/// of them are counted.
///
/// Names of files and digests are told to the caller and kept out of the log above debug level.
struct CallLog: Sendable {
    let logger: Logger

    /// Runs a call, and turns its error into the one that goes over the wire.
    func recording<Result>(
        _ method: String, _ context: CallContext, _ metrics: MethodMetrics,
        _ body: () throws(LockerError) -> Result
    ) throws(RPCError) -> Result {
        do {
            let result = try metrics.measuring(body)
            logger.debug("\(method)", metadata: about(context))
            return result
        } catch {
            if concernsOperator(error) {
                logger.error("\(method) failed: \(error.logText)", metadata: about(context))
            }
            logger.debug("\(method) failed: \(error)", metadata: about(context))
            throw RPCError(error)
        }
    }

    /// Tells of a call that was answered while its thread hangs in its caller's file.
    @Sendable func gaveUp(_ context: CallContext) {
        logger.warning(
            "a call's file does not answer; the daemon goes on without that thread", metadata: about(context))
    }

    /// Whether something is wrong with the store or its machine, rather than with the call or the caller's own files.
    private func concernsOperator(_ error: LockerError) -> Bool {
        switch error.code {
        case .dataLoss, .internal, .noSpace, .system: !(error.cause is CallerFileError)
        default: false
        }
    }

    private func about(_ context: CallContext) -> Logger.Metadata {
        ["connection": "\(context.connection)", "uid": "\(context.peer.userID)", "pid": "\(context.peer.processID)"]
    }
}
