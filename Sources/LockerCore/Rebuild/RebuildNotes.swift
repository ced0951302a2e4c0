import Logging

/// What is not in the new database.
final class RebuildNotes {
    let logger: Logger
    private(set) var leftOut = 0
    private(set) var lost = 0

    init(logger: Logger) {
        self.logger = logger
    }

    /// Takes note of what the new database does not have, because nobody was ever told of it.
    func leaveOut(_ thing: String, _ reason: String) {
        leftOut += 1
        logger.notice("\(thing) is left out: \(reason)")
    }

    /// Takes note of what the new database does not have, because the packs have it no more.
    func lose(_ thing: String, _ reason: String) {
        lost += 1
        logger.error("\(thing) is lost: \(reason)")
    }
}
