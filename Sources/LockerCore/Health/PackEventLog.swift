import Logging
import PackEngine

/// Writes what the pack engine reports into the daemon's log.
///
/// A digest names private content, so it is told at debug level only.
struct PackEventLog {
    let lines: LineLimiter

    func write(_ event: StoreEvent) {
        switch event {
        case .rebuildStarted, .rebuildFinished, .indexLacked:
            lines.write("the index", about: "packs") { $0.notice("\(event)") }
        case .recovered(let pack, _, _), .mended(let pack, _):
            lines.write("what is mended", about: pack.fileName) { $0.notice("\(event)") }
        case .healed(let finding):
            lines.write("what is healed", about: finding.pack.fileName) { $0.notice("\(event)") }
        case .damagedRecord(let pack, let offset, let digest, let reason):
            lines.write("damaged records", about: pack.fileName) { logger in
                logger.error("damaged record in \(pack.fileName) at offset \(offset): \(reason)")
                logger.debug("damaged record in \(pack.fileName) at offset \(offset) is \(digest)")
            }
        case .recordsGone(let pack, _, _):
            lines.write("records that are gone", about: pack.fileName) { $0.warning("\(event)") }
        case .damagedPack(let pack, _), .packAbandoned(let pack, _, _), .notMended(let pack, _, _):
            lines.write("damaged packs", about: pack.fileName) { $0.error("\(event)") }
        case .indexUnwritten:
            lines.write("an index that cannot be written", about: "packs") { $0.error("\(event)") }
        }
    }
}
