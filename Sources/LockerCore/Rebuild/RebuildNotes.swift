import Logging

/// What is not in the new database.
final class RebuildNotes {
    let logger: Logger
    private(set) var leftOut = 0
    private(set) var lost = 0
    /// The numbers of libraries that something is lost of.
    private(set) var lostLibraries: Set<Int64> = []

    init(logger: Logger) {
        self.logger = logger
    }

    /// Takes note of what the new database does not have, because nobody was ever told of it, or another
    /// has its place.
    func leaveOut(_ thing: String, _ reason: String) {
        leftOut += 1
        logger.notice("\(thing) is left out: \(reason)")
    }

    /// Takes note of what the new database does not have, because the packs have it no more.
    ///
    /// - Parameter library: the number of the one that it is of.
    func lose(_ thing: String, _ reason: String, library: Int64? = nil) {
        lost += 1
        if let library { lostLibraries.insert(library) }
        logger.error("\(thing) is lost: \(reason)")
    }
}
