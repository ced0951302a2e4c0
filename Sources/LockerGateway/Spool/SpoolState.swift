import LockerBase

/// What there is of uploads, and what they take. For one thread at a time.
struct SpoolState {
    /// An upload.
    struct Upload {
        var record: UploadRecord
        /// Bytes that are sure to be on the disk, and those that count for their account.
        var durable: Int
        var taken: Int
        /// When the last byte came, in seconds of a clock that nobody sets.
        var touched: Int64
        /// How many bytes of its file count, where more are there that the disk did not let be cut off; nil elsewhere.
        var end: Int?
        /// Whether a request works on it.
        var isHeld = false
        /// Ends the request that holds it, while that waits for its client.
        var stop: (@Sendable () -> Void)?

        func isOver(at now: Int64, _ bounds: SpoolBounds) -> Bool {
            !isHeld && touched + bounds.lifetime <= now
        }

        /// Whether no byte of it came for a while: its client may never have heard of it.
        func isUnused(at now: Int64) -> Bool {
            !isHeld && taken == 0 && record.outcome == nil && touched + SpoolState.patience <= now
        }
    }

    /// What an account has.
    private struct Account {
        var bytes = 0
        /// Uploads that are not committed, and those that are.
        var open = 0
        var committed = 0

        var hasNothing: Bool { bytes == 0 && open == 0 && committed == 0 }
    }

    /// Seconds until an upload without a byte may give way.
    private static let patience: Int64 = 60

    var uploads: [UploadID: Upload] = [:]
    private(set) var bytes = 0
    /// Uploads that are not committed.
    private(set) var open = 0
    private var accounts: [String: Account] = [:]

    /// Counts bytes of an upload beside those that it has.
    ///
    /// - Throws: ``LockerError/Code/overQuota`` where that is more than there may be.
    mutating func take(_ count: Int, for id: UploadID, _ bounds: SpoolBounds) throws(LockerError) {
        guard let upload = uploads[id] else { return }
        guard (accounts[upload.record.owner]?.bytes ?? 0) + count <= bounds.bytesPerAccount else {
            throw LockerError(
                .overQuota, "your uploads that are not whole have all the room that they may; finish or remove one")
        }
        guard bytes + count <= bounds.bytes else {
            throw LockerError(.overQuota, "there is no room at this moment for uploads that are not whole; try later")
        }
        change(id) { $0.taken += count }
    }

    /// Counts bytes no more.
    mutating func giveBack(_ count: Int, of id: UploadID) {
        change(id) { $0.taken -= count }
    }

    /// Takes an upload in, with the bytes that it has.
    mutating func add(_ upload: Upload, _ id: UploadID) {
        uploads[id] = upload
        count(upload, 1)
    }

    /// Takes note of another record of an upload.
    mutating func set(_ record: UploadRecord, of id: UploadID) {
        change(id) { $0.record = record }
    }

    mutating func remove(_ id: UploadID) {
        guard let upload = uploads.removeValue(forKey: id) else { return }
        count(upload, -1)
    }

    /// How many of an account are not committed.
    func openCount(of account: String) -> Int { accounts[account]?.open ?? 0 }

    /// The one of an account that gives way to a new one: the oldest of those that are not used. Nil: none does.
    func unused(of account: String, at now: Int64) -> UploadID? {
        var oldest: (id: UploadID, touched: Int64)?
        for (id, upload) in uploads where upload.record.owner == account && upload.isUnused(at: now) {
            if let known = oldest, known.touched <= upload.touched { continue }
            oldest = (id: id, touched: upload.touched)
        }
        return oldest?.id
    }

    /// Those that are to go: they have expired, or are the oldest of too many that are committed.
    func leaving(at now: Int64, _ bounds: SpoolBounds) -> [UploadID] {
        var leaving: [UploadID] = []
        var outcomes: [String: [(id: UploadID, touched: Int64)]] = [:]
        for (id, upload) in uploads where !upload.isHeld {
            let owner = upload.record.owner
            if upload.isOver(at: now, bounds) {
                leaving.append(id)
            } else if upload.record.outcome != nil, (accounts[owner]?.committed ?? 0) > bounds.outcomesPerAccount {
                outcomes[owner, default: []].append((id: id, touched: upload.touched))
            }
        }
        for own in outcomes.values where own.count > bounds.outcomesPerAccount {
            let oldest = own.sorted { $0.touched < $1.touched }
            for one in oldest.prefix(own.count - bounds.outcomesPerAccount) { leaving.append(one.id) }
        }
        return leaving
    }

    private mutating func change(_ id: UploadID, _ change: (inout Upload) -> Void) {
        guard var upload = uploads[id] else { return }
        count(upload, -1)
        change(&upload)
        uploads[id] = upload
        count(upload, 1)
    }

    /// Counts an upload for its account; with -1 no more.
    private mutating func count(_ upload: Upload, _ sign: Int) {
        var own = accounts[upload.record.owner] ?? Account()
        let isOpen = upload.record.outcome == nil
        own.bytes += sign * upload.taken
        own.open += isOpen ? sign : 0
        own.committed += isOpen ? 0 : sign
        accounts[upload.record.owner] = own.hasNothing ? nil : own
        bytes += sign * upload.taken
        open += isOpen ? sign : 0
    }
}
