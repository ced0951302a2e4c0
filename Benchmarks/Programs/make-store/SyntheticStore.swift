import LockerBase
import LockerCore
import Logging
import Recipes

/// A store that holds what clients could have sent: chunks, recipes of them, and revisions.
struct SyntheticStore {
    private let locker: Locker
    private let caller: Caller

    /// A commit takes this many chunks; a session may send 131,072 between two.
    private static let chunksPerCommit = 100_000

    init(directory: String) throws(LockerError) {
        var logger = Logger(label: "make-store")
        logger.logLevel = .error
        locker = try Locker(directory: directory, configuration: Configuration(), logger: logger)
        _ = try locker.accounts.add(named: "everybody", userID: nil, role: .user, quota: nil)
        caller = try locker.authority.caller(userID: 0, for: "everybody")
    }

    /// Brings in `files` files, a commit every 100,000 chunks.
    func fill(files: Int, chunksPerFile: Int) throws(LockerError) {
        var random = SystemRandomNumberGenerator()
        let filesPerCommit = max(1, SyntheticStore.chunksPerCommit / chunksPerFile)
        for first in stride(from: 0, to: files, by: filesPerCommit) {
            let session = try locker.sessions.open(caller, library: "main", connection: 1).session
            for number in first..<min(first + filesPerCommit, files) {
                try add(number, chunkCount: chunksPerFile, in: session, &random)
            }
            _ = try locker.sessions.commit(session)
            locker.sessions.close(session)
        }
    }

    func close() { locker.close() }

    private func add(
        _ number: Int, chunkCount: Int, in session: Session, _ random: inout some RandomNumberGenerator
    ) throws(LockerError) {
        var chunks: [ChunkReference] = []
        for _ in 0..<chunkCount {
            let bytes = (0..<Int.random(in: 8...16, using: &random)).map { _ in random.next() as UInt64 }
            let chunk = try bytes.withUnsafeBufferPointer { (buffer) throws(LockerError) in
                let raw = UnsafeRawBufferPointer(buffer)
                try locker.ingest.put(raw, in: session)
                return ChunkReference(digest: SHA256.digest(of: Array(raw)), length: raw.count)
            }
            chunks.append(chunk)
        }
        // A chunk that is not the last of its segment has 16 KiB at least: each is a segment of its own.
        let segments = chunks.map { Segment(role: .opaque, length: $0.length, chunkCount: 1) }
        let path = try EntryPath("folder \(number / 1000)/\(number)")
        let recipe = Recipe(segments: segments, chunks: chunks).encoded()
        let result = try locker.assembler.assemble([.init(path: path, modified: 0, recipe: recipe)], in: session)
        guard case .staged = result.first else {
            throw LockerError(.internal, "\(path): chunks that were just sent are not at hand")
        }
    }
}
