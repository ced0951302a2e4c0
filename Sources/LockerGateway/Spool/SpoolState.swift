import LockerBase

/// What there is of uploads, and what they take. For one thread at a time.
struct SpoolState {
    /// An upload.
    struct Upload {
        var record: UploadRecord
        /// Bytes that are sure to be on the disk, and those that count for their account.
        var durable: Int
        var taken: Int
        /// When the last byte came, in seconds since 1970.
        var touched: Int64
        /// Whether a request works on it.
        var isHeld = false
        /// Ends the request that holds it, while that waits for its client.
        var stop: (@Sendable () -> Void)?

        func isOver(at now: Int64, _ bounds: SpoolBounds) -> Bool {
            !isHeld && touched + bounds.lifetime <= now
        }
    }

    var uploads: [UploadID: Upload] = [:]
    private(set) var bytes = 0
    private var accounts: [String: Int] = [:]

    /// Counts bytes of an upload beside those that it has.
    ///
    /// - Throws: ``LockerError/Code/overQuota`` where that is more than there may be.
    mutating func take(_ count: Int, for id: UploadID, _ bounds: SpoolBounds) throws(LockerError) {
        guard let upload = uploads[id] else { return }
        guard accounts[upload.record.owner, default: 0] + count <= bounds.bytesPerAccount else {
            throw LockerError(
                .overQuota, "your uploads that are not whole have all the room that they may; finish or remove one")
        }
        guard bytes + count <= bounds.bytes else {
            throw LockerError(.overQuota, "there is no room at this moment for uploads that are not whole; try later")
        }
        change(id, by: count)
    }

    /// Counts bytes no more.
    mutating func giveBack(_ count: Int, of id: UploadID) {
        change(id, by: -count)
    }

    /// Takes an upload in, with the bytes that it has.
    mutating func add(_ upload: Upload, _ id: UploadID) {
        uploads[id] = upload
        bytes += upload.taken
        accounts[upload.record.owner, default: 0] += upload.taken
    }

    mutating func remove(_ id: UploadID) {
        guard let upload = uploads[id] else { return }
        change(id, by: -upload.taken)
        uploads[id] = nil
    }

    /// How many of an account are not committed.
    func openCount(of account: String) -> Int {
        uploads.values.filter { $0.record.owner == account && $0.record.outcome == nil }.count
    }

    /// Those that are to go: they have expired, or are the oldest of too many that are committed.
    func leaving(at now: Int64, _ bounds: SpoolBounds) -> [UploadID] {
        var leaving = uploads.filter { $0.value.isOver(at: now, bounds) }.map(\.key)
        let done = uploads.filter { $0.value.record.outcome != nil && !$0.value.isHeld }
        for own in Dictionary(grouping: done, by: { $0.value.record.owner }).values
        where own.count > bounds.outcomesPerAccount {
            let oldest = own.sorted { $0.value.touched < $1.value.touched }
            leaving += oldest.prefix(own.count - bounds.outcomesPerAccount).map(\.key)
        }
        return Array(Set(leaving))
    }

    private mutating func change(_ id: UploadID, by count: Int) {
        guard var upload = uploads[id] else { return }
        upload.taken += count
        bytes += count
        let own = accounts[upload.record.owner, default: 0] + count
        accounts[upload.record.owner] = own > 0 ? own : nil
        uploads[id] = upload
    }
}
