import LockerCore
import Logging
import TTRPC

extension Router {
    /// The calls of both services, answered by `locker`: those that ``Daemon`` serves at its socket.
    package init(answeredBy locker: Locker, logger: Logger) {
        self = Endpoint.router(
            locker: locker,
            log: CallLog(logger: logger, lines: locker.lines, store: StorePath(locker.directory)),
            requests: RequestMetrics(), limits: ServedLimits(ServerLimits()), started: .now)
    }
}
