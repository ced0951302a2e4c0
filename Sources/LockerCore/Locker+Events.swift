import Logging
import PackEngine

extension Locker {
    /// Writes what the pack engine reports into the daemon's log.
    ///
    /// A digest names private content, so it is told at debug level only.
    static func log(_ event: PackEngine.Event, to logger: Logger) {
        switch event {
        case .rebuildStarted, .rebuildFinished, .recovered, .healed, .mended:
            logger.notice("\(event)")
        case .damagedRecord(let pack, let offset, let digest, let reason):
            logger.error("damaged record in \(pack.fileName) at offset \(offset): \(reason)")
            logger.debug("damaged record in \(pack.fileName) at offset \(offset) is \(digest)")
        case .damagedPack, .packAbandoned, .indexUnwritten:
            logger.error("\(event)")
        }
    }
}
