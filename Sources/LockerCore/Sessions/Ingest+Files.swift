import LockerBase
import POSIXSupport

extension Ingest {
    /// Stores files whose bytes lie in memory, and stages their entries in `session`: all, or none when this throws.
    /// Nothing is durable until the session commits.
    ///
    /// What a file costs beside its bytes is paid once for all of them: looks at the quota, locks, writes.
    ///
    /// - Returns: their blobs, in their order.
    /// - Throws: ``LockerError/Code/invalidArgument`` for more than ``RequestLimits/ingestedFiles`` files or
    ///   ``RequestLimits/pieceBytes`` bytes; ``LockerError/Code/overQuota``; ``LockerError/Code/tooMany``.
    public func files(
        _ files: [CarriedFile], in session: Session, cancellation: Cancellation? = nil
    ) throws(LockerError) -> [Digest] {
        let bytes = files.reduce(0) { $0 + $1.content.count }
        guard files.count <= RequestLimits.ingestedFiles, bytes <= RequestLimits.pieceBytes else {
            throw LockerError(
                .invalidArgument,
                "\(files.count) files with \(bytes) bytes: at most \(RequestLimits.ingestedFiles), with "
                    + "\(RequestLimits.pieceBytes) bytes, at once")
        }
        try quota.check(session, adding: Int64(bytes))
        try session.count(Int64(bytes))
        let use = session.use
        let stored = try workers.with { (worker) throws(LockerError) in
            try worker.store(files.map(\.content), cancellation)
        }
        metrics.contentIn.add(bytes)
        try session.stageUploaded(stored, of: files, heldBy: use)
        return stored.contents.map(\.blob)
    }
}
