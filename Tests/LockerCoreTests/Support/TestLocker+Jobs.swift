import Glibc
import LockerBase
import LockerCore
import Logging

extension TestLocker {
    /// The outcome of `job`, once it has ended.
    func ended(_ job: Job) throws -> Job.Outcome {
        while job.outcome == nil { usleep(1000) }
        guard let outcome = job.outcome else { throw LockerError(.internal, "a job without an outcome") }
        if case .failed(let error) = outcome { throw error }
        return outcome
    }

    /// Gives back all the room that can be.
    @discardableResult
    func compact() throws -> CompactionReport {
        var options = CompactionOptions()
        options.maximumUnused = 0
        guard case .compacted(let report) = try ended(try locker.compaction.start(options)) else {
            throw LockerError(.internal, "not a compaction")
        }
        return report
    }

    /// Tells index and metadata again while the locker is open.
    @discardableResult
    func rebuild() throws -> RebuildReport {
        guard case .rebuilt(let report) = try ended(try locker.rebuild.start()) else {
            throw LockerError(.internal, "not a rebuild")
        }
        return report
    }

    /// Runs `body` with a locker in `directory`, and closes it, which seals its packs.
    static func opened(
        _ directory: String, _ configuration: Configuration = Configuration(), _ body: (TestLocker) throws -> Void
    ) throws {
        let test = try open(directory, configuration)
        defer { test.locker.close() }
        try body(test)
    }

    /// Lets a locker write what a program before version 2 of packs wrote.
    static var older: Configuration {
        var configuration = Configuration()
        configuration.packVersion = .one
        return configuration
    }

    /// The database of the locker that was opened in `directory`.
    static func database(in directory: String) -> String { directory + "/store/metadata.sqlite" }

    /// Tells index and metadata again while no locker is open.
    @discardableResult
    static func rebuild(in directory: String) throws -> RebuildReport {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return try StoreRebuild.run(directory: directory + "/store", logger: logger)
    }
}
