import Glibc
import LockerBase
import NIOCore
import POSIXSupport
import Synchronization

/// An upload that one request works on, alone, until it lets go of it or nobody refers to this any more. For one thread at
/// a time; all but what it says of itself blocks.
package final class HeldUpload: Sendable {
    private struct State {
        var record: UploadRecord
        var size: Int
        /// How many of its bytes were made sure to be on the disk.
        var synced: Int
    }

    /// Bytes that are written before the disk is to have them: the thread that waits for it is one of a few, and nobody is
    /// to have them all for as long as a long file takes.
    private static let step = 16 << 20

    package let id: UploadID
    private let spool: UploadSpool
    /// Nil once the upload is committed.
    private let file: Descriptor?
    private let state: Mutex<State>
    private let isReleased = Atomic(false)

    init(_ id: UploadID, _ record: UploadRecord, _ file: Descriptor?, size: Int, in spool: UploadSpool) {
        (self.id, self.file, self.spool) = (id, file, spool)
        state = Mutex(State(record: record, size: size, synced: size))
    }

    deinit {
        release()
    }

    /// Lets others work on it. A request does so before its answer: what it had done on other threads may refer to this for
    /// a while, and its client asks for the next thing at once.
    package func release() {
        if !isReleased.exchange(true, ordering: .relaxed) { spool.release(id) }
    }

    package var record: UploadRecord { state.withLock { $0.record } }

    /// Bytes of it that came so far.
    package var offset: Int { state.withLock { $0.size } }

    package var isWhole: Bool { state.withLock { $0.size == $0.record.length } }

    /// What ends the request while it waits for its client; nil where it does not.
    package func setStop(_ stop: (@Sendable () -> Void)?) {
        spool.note(stop: stop, of: id)
    }

    /// Adds bytes behind those that are there, if they have room.
    package func append(_ content: ByteBuffer) throws(LockerError) {
        let (count, start) = (content.readableBytes, offset)
        guard let file, count > 0 else { return }
        try spool.reserve(count, for: id)
        do throws(SystemError) {
            try content.withUnsafeReadableBytes { (bytes) throws(SystemError) in
                try file.writeFully(bytes, at: start, subject: "upload \(id)")
            }
        } catch {
            spool.giveBack(count, of: id)
            // Of a piece that is there in part, nothing counts.
            try? cut(file)
            throw SpoolFolder.failure(error)
        }
        let isMuch = state.withLock { state -> Bool in
            state.size = start + count
            return state.size - state.synced >= HeldUpload.step
        }
        if isMuch { try sync() }
    }

    /// So many bytes from a place on, or those up to the end.
    package func read(_ count: Int, at start: Int) throws(LockerError) -> ByteBuffer {
        guard let file else { throw LockerError(.internal, "upload \(id): its bytes are gone") }
        var bytes = [UInt8](repeating: 0, count: max(0, min(count, offset - start)))
        let found = try SpoolFolder.onDisk { () throws(SystemError) in
            try bytes.withUnsafeMutableBufferPointer { (buffer) throws(SystemError) in
                try file.readFully(into: UnsafeMutableRawBufferPointer(buffer), at: start, subject: "upload \(id)")
            }
        }
        guard found == bytes.count else { throw LockerError(.dataLoss, "upload \(id): bytes of it are gone") }
        return ByteBuffer(bytes: bytes)
    }

    /// Makes sure that what came is on the disk; of what cannot be, nothing counts.
    package func sync() throws(LockerError) {
        guard let file else { return }
        if spool.isLonger(id) { try cut(file) }
        do throws(SystemError) {
            try file.syncContent(subject: "upload \(id)")
        } catch {
            let durable = (try? spool.look(id, of: record.owner).offset) ?? 0
            try? takeBack(to: durable)
            throw SpoolFolder.failure(error)
        }
        state.withLock { $0.synced = $0.size }
        if record.uncheckedFrom == nil { spool.note(durable: offset, of: id) }
    }

    /// Takes note that what comes now counts only once it was held against its checksum; see ``endCheck()``.
    package func beginCheck() throws(LockerError) {
        var unchecked = record
        unchecked.uncheckedFrom = offset
        // Before it is written: a note that could not be made sure may be there all the same.
        remember(unchecked)
        try spool.folder.write(unchecked, of: id)
    }

    /// Takes note that what is there is right, which is to be on the disk by then.
    package func endCheck() throws(LockerError) {
        guard record.uncheckedFrom != nil else { return }
        try change { $0.uncheckedFrom = nil }
        spool.note(durable: offset, of: id)
    }

    /// Forgets the bytes from a place on.
    package func takeBack(to start: Int) throws(LockerError) {
        let rest = offset - start
        guard let file, rest > 0 else { return }
        spool.giveBack(rest, of: id)
        state.withLock { ($0.size, $0.synced) = (start, min($0.synced, start)) }
        try cut(file)
    }

    /// Cuts off what does not count. Where the disk does not let it, what counts is known as long as this process runs, and
    /// nothing more is taken for durable before it is done.
    private func cut(_ file: Descriptor) throws(LockerError) {
        let end = offset
        spool.note(end: end, of: id)
        guard ftruncate(file.number, off_t(end)) == 0 else {
            throw SpoolFolder.failure(SystemError("ftruncate", on: "upload \(id)"))
        }
        spool.note(end: nil, of: id)
    }

    /// Takes note of what the content is called, before it is committed.
    ///
    /// - Parameter base: the library's newest revision before that.
    package func note(attempt: Digest, behind base: UInt64) throws(LockerError) {
        try change { ($0.attempt, $0.attemptBase) = (attempt.hex, base) }
    }

    /// Takes note of what became of it: neither its bytes nor what it waited for are needed any more.
    package func complete(_ outcome: UploadRecord.Outcome) throws(LockerError) {
        try change { ($0.outcome, $0.ifMatch, $0.ifNoneMatch) = (outcome, nil, nil) }
        spool.folder.removeBytes(of: id)
        spool.giveBack(offset, of: id)
        spool.note(durable: offset, of: id)
    }

    /// Forgets all of it, for good.
    package func remove() throws(LockerError) {
        try spool.remove(id)
    }

    /// After one who broke off: nothing that was not checked counts, and the rest is made sure to be on the disk.
    func settle(durable: Int) throws(LockerError) {
        let start = record.uncheckedFrom
        if let start { try takeBack(to: start) }
        // What a disk has failed to write may be gone though the next one to ask hears of no error: so it is forgotten.
        if offset != durable || start != nil || spool.isLonger(id) { try sync() }
        try endCheck()
    }

    private func change(_ change: (inout UploadRecord) -> Void) throws(LockerError) {
        var changed = record
        change(&changed)
        try spool.folder.write(changed, of: id)
        remember(changed)
    }

    private func remember(_ record: UploadRecord) {
        state.withLock { $0.record = record }
        spool.note(record, of: id)
    }
}
