import LockerBase

extension DeltaDraft {
    /// Makes folders of all ancestors of the puts: an empty folder among them is no entry any more.
    ///
    /// In path order all paths that begin with the same bytes come together. So what a path shares with the one before
    /// is clear already, and the work follows the bytes of the paths, not the number of their ancestors.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` when one of them is a file or a link.
    mutating func clearFolders(_ check: () throws(LockerError) -> Void) throws {
        // The puts whose bytes begin those of the path at hand, shortest first: no others can be its ancestors.
        var prefixes: [Entry] = []
        var before: [UInt8] = []
        for put in puts {
            try check()
            let path = put.path
            let shared = sharedLength(before, path.bytes)
            while let last = prefixes.last, last.path.bytes.count > shared { prefixes.removeLast() }
            if !prefixes.isEmpty {
                let isAncestor = { (put: Entry) in path.bytes[put.path.bytes.count] == UInt8(ascii: "/") }
                for folder in prefixes.filter(isAncestor) { try clear(folder, above: path) }
                prefixes.removeAll(where: isAncestor)
            }
            if !base.isEmpty { try clearBase(above: path, from: shared) }
            prefixes.append(put)
            before = path.bytes
        }
    }

    /// Clears the ancestors of `path` whose own paths end at its byte `first` or later.
    private mutating func clearBase(above path: EntryPath, from first: Int) throws {
        let ends = (first..<path.bytes.count).filter { path.bytes[$0] == UInt8(ascii: "/") }
        guard let folder = try base.innermostHolding(path, ends: ends), !isRemoved(folder),
            let entry = try base.entry(at: folder)
        else { return }
        try clear(entry, above: path)
    }

    private mutating func clear(_ entry: Entry, above path: EntryPath) throws {
        guard entry.kind == .folder else { throw DeltaDraft.conflict(path, below: entry.path) }
        cleared.insert(entry.path)
    }
}

/// How many of their first bytes are the same.
private func sharedLength(_ one: [UInt8], _ other: [UInt8]) -> Int {
    let limit = min(one.count, other.count)
    return (0..<limit).first { one[$0] != other[$0] } ?? limit
}
