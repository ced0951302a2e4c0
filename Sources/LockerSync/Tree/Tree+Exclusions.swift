import LockerBase

extension Tree {
    /// The digest of what decides what is left out: the patterns, the ignore files, and which folders say that they are
    /// caches. Of two walks that have the same, one path is left out by both or by none.
    func exclusions() throws(LockerError) -> Digest {
        let hash = ExclusionsHash()
        hash.add([rules.skipsCaches ? 1 : 0, rules.readsFiles ? 1 : 0])
        for list in [rules.commandLine, rules.defaults] {
            hash.add([])
            for rule in list.rules { hash.add(rule.text) }
        }
        var files = ignoreFiles.reader()
        while let file = try files.next() {
            hash.add(file.folder)
            hash.add(file.bytes)
        }
        var items = excluded.reader()
        while let item = try items.next() {
            if item.why == .cache { hash.add(item.path.bytes) }
        }
        return hash.finish()
    }
}

/// Hashes strings of bytes so that where one ends counts.
private struct ExclusionsHash {
    private let hash = SHA256()

    init() { hash.reset() }

    func add(_ bytes: [UInt8]) {
        var start: [UInt8] = []
        start.append(littleEndian: UInt64(bytes.count))
        start.withUnsafeBytes { hash.update($0) }
        bytes.withUnsafeBytes { hash.update($0) }
    }

    func finish() -> Digest { hash.finish() }
}
