import LockerBase
import POSIXSupport
import Synchronization

/// Files on their way to the daemon that come piece by piece, over any number of requests: what was acknowledged of one
/// is there after a crash. Of each there is one at work at a time.
///
/// What says so blocks.
package final class UploadSpool: Sendable {
    let bounds: SpoolBounds
    let folder: SpoolFolder
    private let clock: SpoolClock
    private let state: Mutex<SpoolState>

    /// Opens those in a folder, which is made where there is none. Blocks.
    package init(_ path: String, bounds: SpoolBounds, clock: SpoolClock) throws(LockerError) {
        (self.bounds, self.clock) = (bounds, clock)
        let folder = try SpoolFolder(path)
        let (time, uptime) = (clock.time(), clock.uptime())
        var known = SpoolState()
        for found in try folder.load() {
            // From a time that is yet to come is what was written while the clock was wrong.
            let age = max(0, time - found.touched)
            // What of it is on the disk is made sure when it is asked for.
            let upload = SpoolState.Upload(
                record: found.record, durable: 0, taken: found.size, touched: uptime - age)
            known.add(upload, found.id)
        }
        self.folder = folder
        state = Mutex(known)
        sweep()
    }

    /// Begins an upload, which is there after a crash when this returns. Blocks.
    ///
    /// Where the account has as many as it may that are not committed, one of which no byte came gives way: who has not
    /// heard what it is called can neither go on with it nor remove it.
    ///
    /// - Throws: ``LockerError/Code/tooMany`` where none does.
    package func make(_ record: UploadRecord) throws(LockerError) -> HeldUpload {
        let (id, now) = (UploadID(), clock.uptime())
        let left = try state.withLock { state throws(LockerError) -> UploadID? in
            let isFull = state.openCount(of: record.owner) >= bounds.uploadsPerAccount
            let left = isFull ? state.unused(of: record.owner, at: now) : nil
            guard !isFull || left != nil else {
                throw LockerError(.tooMany, "you have too many uploads that are not whole; finish or remove one")
            }
            if let left { state.remove(left) }
            let upload = SpoolState.Upload(record: record, durable: 0, taken: 0, touched: now, isHeld: true)
            state.add(upload, id)
            return left
        }
        if let left { folder.remove(left) }
        do throws(LockerError) {
            let file = try folder.makeBytes(of: id)
            try folder.write(record, of: id)
            return HeldUpload(id, record, file, size: 0, in: self)
        } catch {
            folder.remove(id)
            state.withLock { $0.remove(id) }
            throw error
        }
    }

    /// Takes an upload to work on, alone, with what of it came before on the disk. Blocks. Nil: somebody else does.
    ///
    /// - Throws: ``LockerError/Code/notFound``, of somebody else's too.
    package func take(_ id: UploadID, of owner: String) throws(LockerError) -> HeldUpload? {
        guard let found = try claim(id, of: owner) else { return nil }
        guard found.record.outcome == nil else {
            return HeldUpload(id, found.record, nil, size: found.record.length, in: self)
        }
        let opened: (file: Descriptor, size: Int)
        do throws(LockerError) {
            opened = try folder.openBytes(of: id)
        } catch {
            release(id)
            throw error
        }
        let size = min(opened.size, found.end ?? opened.size)
        let held = HeldUpload(id, found.record, opened.file, size: size, in: self)
        try held.settle(durable: found.durable)
        return held
    }

    /// Forgets an upload, for good, whatever a disk has of it. Blocks. Returns false where somebody works on it.
    ///
    /// - Throws: ``LockerError/Code/notFound``, of somebody else's too.
    package func remove(_ id: UploadID, of owner: String) throws(LockerError) -> Bool {
        guard try claim(id, of: owner) != nil else { return false }
        do throws(LockerError) {
            try remove(id)
        } catch {
            release(id)
            throw error
        }
        return true
    }

    /// Keeps an upload from all others until ``release(_:)``. Nil: somebody else does.
    private func claim(_ id: UploadID, of owner: String) throws(LockerError) -> SpoolState.Upload? {
        let now = clock.uptime()
        return try state.withLock { state throws(LockerError) -> SpoolState.Upload? in
            guard let upload = state.uploads[id], upload.record.owner == owner, !upload.isOver(at: now, bounds)
            else { throw UploadSpool.isNone }
            guard !upload.isHeld else { return nil }
            state.uploads[id]?.isHeld = true
            return upload
        }
    }

    /// What is known of an upload that somebody works on, and how many bytes of it are sure to be on the disk.
    package func look(_ id: UploadID, of owner: String) throws(LockerError) -> (record: UploadRecord, offset: Int) {
        let found = state.withLock { $0.uploads[id] }
        guard let found, found.record.owner == owner else { throw UploadSpool.isNone }
        return (found.record, found.durable)
    }

    /// Ends the request that works on an upload, where that waits for its client: another one has come for it.
    package func interrupt(_ id: UploadID) {
        let stop = state.withLock { $0.uploads[id]?.stop }
        stop?()
    }

    /// Seconds since 1970 until which an upload is kept where no more of it comes.
    package func expiry(of id: UploadID) -> Int64 {
        let now = clock.uptime()
        let touched = state.withLock { $0.uploads[id]?.touched } ?? now
        return clock.time() + touched + bounds.lifetime - now
    }

    /// Removes what has expired. Blocks.
    package func sweep() {
        let now = clock.uptime()
        let leaving = state.withLock { state in
            let leaving = state.leaving(at: now, bounds)
            for id in leaving { state.remove(id) }
            return leaving
        }
        for id in leaving { folder.remove(id) }
    }

    /// Uploads that are not committed, and bytes of them.
    package var contents: (uploads: Int, bytes: Int) {
        state.withLock { (uploads: $0.open, bytes: $0.bytes) }
    }

    private static var isNone: LockerError {
        LockerError(.notFound, "there is no such upload of yours: it was removed, or has expired; begin anew")
    }
}

/// What of it the holder of an upload needs.
extension UploadSpool {
    func reserve(_ count: Int, for id: UploadID) throws(LockerError) {
        try state.withLock { state throws(LockerError) in try state.take(count, for: id, bounds) }
    }

    func giveBack(_ count: Int, of id: UploadID) {
        state.withLock { $0.giveBack(count, of: id) }
    }

    func note(durable: Int, of id: UploadID) {
        let now = clock.uptime()
        state.withLock { state in
            state.uploads[id]?.durable = durable
            state.uploads[id]?.touched = now
        }
    }

    func note(_ record: UploadRecord, of id: UploadID) {
        state.withLock { $0.set(record, of: id) }
    }

    func note(end: Int?, of id: UploadID) {
        state.withLock { $0.uploads[id]?.end = end }
    }

    /// Whether its file has more than what counts.
    func isLonger(_ id: UploadID) -> Bool {
        state.withLock { $0.uploads[id]?.end != nil }
    }

    func note(stop: (@Sendable () -> Void)?, of id: UploadID) {
        state.withLock { $0.uploads[id]?.stop = stop }
    }

    func release(_ id: UploadID) {
        state.withLock { state in
            state.uploads[id]?.isHeld = false
            state.uploads[id]?.stop = nil
        }
    }

    /// Removes one that is held. It does not come back when this returns; where that fails after the record went, it may.
    func remove(_ id: UploadID) throws(LockerError) {
        try folder.removeRecord(of: id)
        state.withLock { $0.remove(id) }
        folder.remove(id)
        try folder.sync()
    }
}
