import Glibc
import LockerBase
import Metadata
import POSIXSupport
import Recipes

/// Takes content into a session: a file that its caller has open, or chunks that a client has cut.
public struct Ingest: Sendable {
    let quota: IngestQuota
    let workers: Pool<IngestWorker>
    let metrics: LockerMetrics

    /// Reads a regular file from its descriptor in one pass, stores it, and stages its entry in `session`.
    ///
    /// The file is read with pread from its start; the descriptor's own position is left alone. Nothing is durable
    /// until the session commits.
    ///
    /// - Parameters:
    ///   - mode: the entry's permission bits; nil where they are not to be kept.
    ///   - attributes: what programs say of the entry; nil where nothing is said, and what was said before stays.
    ///   - expected: what the caller believes of the file; nil to take it as it is.
    ///   - patience: how long the file may keep the thread; nil for ever.
    /// - Throws: ``LockerError/Code/invalidArgument`` for what is not a readable regular file;
    ///   ``LockerError/Code/changed`` when its length or times changed meanwhile, so that the bytes read may be a mix
    ///   of two states; ``LockerError/Code/overQuota``; ``LockerError/Code/timedOut``.
    public func file(
        _ descriptor: Descriptor, at path: EntryPath, modified: Int64, mode: UInt32? = nil,
        attributes: EntryAttributes? = nil, expecting expected: CallersFileStamp? = nil, in session: Session,
        patience: Patience? = nil, cancellation: Cancellation? = nil
    ) throws(LockerError) -> FileContent {
        let before = CallersFileStamp(try descriptor.checkReadable(path, patience))
        guard before == expected ?? before else { throw Ingest.changed(path) }
        guard before.size <= Recipe.maximumSize else {
            throw LockerError(
                .invalidArgument, "\(path): \(before.size) bytes are more than \(Recipe.maximumSize); split the file")
        }
        try quota.check(session, adding: before.size)
        try session.count(before.size)
        let use = session.use
        let file = CallersFile(descriptor: descriptor, path: path, size: Int(before.size), patience: patience)
        let stored = try workers.with { (worker) throws(LockerError) in try worker.store(file, cancellation) }
        metrics.contentIn.add(file.size)
        let after = try onCallersFile(patience) { () throws(SystemError) in try descriptor.status(of: "\(path)") }
        guard CallersFileStamp(after) == before else { throw Ingest.changed(path) }
        try session.stageUploaded(
            stored, at: path, modified: modified, mode: mode, attributes: attributes, heldBy: use)
        return stored.content
    }

    private static func changed(_ path: EntryPath) -> LockerError {
        LockerError(.changed, "\(path): it changed while it was read; sync again when nothing writes to it")
    }
}
