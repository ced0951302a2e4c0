import Foundation
import LockerBase
import POSIXSupport
import PackEngine
import Recipes

extension Ingest {
    /// Stores chunks that files of `session` are going to be assembled from.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for one that is empty or too long, or more than
    ///   ``RequestLimits/pieceBytes`` bytes of them.
    public func put(
        _ chunks: [Data], in session: Session, cancellation: Cancellation? = nil
    ) throws(LockerError) {
        try admit(chunks.map(\.count), in: session)
        for chunk in chunks {
            try cancellation.check()
            try withBytes(of: chunk) { (bytes) throws(LockerError) in try store(bytes, in: session) }
        }
    }

    /// Stores one chunk.
    public func put(_ chunk: UnsafeRawBufferPointer, in session: Session) throws(LockerError) {
        try admit([chunk.count], in: session)
        try store(chunk, in: session)
    }

    /// Checks the lengths of chunks, and that there is room for them in the quota, once for all of them.
    private func admit(_ lengths: [Int], in session: Session) throws(LockerError) {
        let bytes = lengths.reduce(0, +)
        guard bytes <= RequestLimits.pieceBytes else {
            throw LockerError(.invalidArgument, "\(bytes) bytes of chunks: at most \(RequestLimits.pieceBytes) at once")
        }
        for length in lengths where !ChunkReference.lengths.contains(length) {
            throw LockerError(
                .invalidArgument, "a chunk of \(length) bytes: it has 1 to \(ChunkReference.lengths.upperBound)")
        }
        // What was sent is going to be in files that are staged, or is in some already.
        let unstaged = max(0, session.uploadedBytes - session.stagedBytes)
        try quota.check(session, adding: unstaged + Int64(bytes))
    }

    private func store(_ chunk: UnsafeRawBufferPointer, in session: Session) throws(LockerError) {
        // A small chunk counts for more than its bytes: a record has a header, and a session remembers its name.
        try session.count(Int64(max(chunk.count, 16 << 10)))
        let use = session.use
        var ticket = DurabilityTicket()
        let stored = try workers.with { (worker) throws(LockerError) in
            try worker.store(chunk: chunk, covering: &ticket)
        }
        metrics.contentIn.add(chunk.count)
        try session.add(stored, ticket: ticket, heldBy: use)
    }
}
