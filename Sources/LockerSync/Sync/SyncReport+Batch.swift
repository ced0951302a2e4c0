extension SyncReport {
    mutating func list(_ more: [SyncChange]) {
        changes = ((changes ?? []) + more).sorted { $0.path.lexicographicallyPrecedes($1.path) }
    }

    mutating func add(_ outcome: SentBatch, removed: Int) {
        let matched = outcome.sent.count { $0.isMatched }
        self.matched += matched
        uploaded += outcome.sent.count - matched
        files += outcome.sent.count
        logicalBytes += outcome.sent.reduce(0) { $0 + $1.size }
        sentBytes += outcome.sentBytes
        skipped += outcome.skipped
        self.removed += removed
    }
}
