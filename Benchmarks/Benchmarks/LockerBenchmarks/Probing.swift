import Benchmark
import Foundation
import LockerBase
import LockerCore
import Logging
import Recipes

/// Asks what is missing of a file that is described by its recipe, as a client does before it sends chunks: all of it,
/// of a file that nobody has, and none of it, of one that was sent in the session.
func registerProbing(_ noise: Noise) {
    let scratch = ScratchSession(noise)
    let numbers = 0..<ScratchSession.chunkCount

    func register(_ name: String, _ digests: [Digest], missing count: Int) {
        let recipe = Recipe.ofNoise(digests).encoded()
        Benchmark(
            "Locker.assemble, \(name)", configuration: .times,
            closure: { benchmark in
                let (locker, session) = try scratch.opened()
                let file = RecipeFile(path: try EntryPath("song"), modified: 0, recipe: recipe)
                var missing = 0
                try benchmark.measure(times: ScratchSession.chunkCount) {
                    if case .missing(let places) = try locker.assembler.assemble([file], in: session)[0] {
                        missing = places.count
                    }
                }
                if missing != count { benchmark.error("\(missing) chunks were missing, and not \(count)") }
            }, setup: scratch.open, teardown: scratch.remove)
    }

    register("256 chunks that are missing", numbers.map(Digest.numbered), missing: ScratchSession.chunkCount)
    let hash = SHA256()
    register("256 chunks that are at hand", numbers.map { hash.digest(of: noise.chunk($0)) }, missing: 0)
}

/// A session of a locker in a directory of its own, in which some chunks were sent.
private final class ScratchSession {
    static let chunkCount = 256

    private let noise: Noise
    private var directory: URL?
    private var locker: Locker?
    private var session: Session?

    init(_ noise: Noise) {
        self.noise = noise
    }

    func open() throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "locker-\(UUID().uuidString)")
        self.directory = directory
        var logger = Logger(label: "benchmark")
        logger.logLevel = .critical
        let locker = try Locker(directory: directory.path, configuration: Configuration(), logger: logger)
        _ = try locker.accounts.add(named: "somebody", userID: nil, role: .user, quota: nil)
        let caller = try locker.authority.caller(userID: 0, for: "somebody")
        let session = try locker.sessions.open(caller, library: "main", connection: 1).session
        for number in 0..<ScratchSession.chunkCount { try locker.ingest.put(noise.chunk(number), in: session) }
        (self.locker, self.session) = (locker, session)
    }

    func opened() throws -> (Locker, Session) {
        guard let locker, let session else {
            throw LockerError(.failedPrecondition, "the scratch session is not open; call open() in the setup")
        }
        return (locker, session)
    }

    func remove() throws {
        if let session { locker?.sessions.close(session) }
        session = nil
        locker?.close()
        locker = nil
        if let directory { try FileManager.default.removeItem(at: directory) }
        directory = nil
    }
}
