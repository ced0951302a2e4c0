import LockerBase

// What comes in path order, as most does, is neither sorted nor copied; and nothing here is looked up by hashes: of a
// million paths tables would take more memory than the paths do.

extension [Entry] {
    /// These entries in path order; of several at one path the last.
    func inPathOrder() -> [Entry] {
        guard !isIncreasing(by: { $0.path }) else { return self }
        let order = indices.sorted { one, other in
            let (left, right) = (self[one].path, self[other].path)
            return left < right || one < other && left == right
        }
        return order.indices.compactMap { place in
            let entry = self[order[place]]
            return place + 1 < order.count && self[order[place + 1]].path == entry.path ? nil : entry
        }
    }
}

extension [EntryPath] {
    /// These paths in order, each once.
    func inPathOrder() -> [EntryPath] {
        guard !isIncreasing(by: { $0 }) else { return self }
        return sorted().reduce(into: []) { result, path in
            if result.last != path { result.append(path) }
        }
    }

    /// Those of these, which are in order, that none of `entries`, which are in order too, is at.
    func without(_ entries: [Entry]) -> [EntryPath] {
        if isEmpty || entries.isEmpty { return self }
        var next = 0
        return filter { path in
            while next < entries.count, entries[next].path < path { next += 1 }
            return next == entries.count || entries[next].path != path
        }
    }

    /// Whether `path` is one of these, which are in order.
    func holdsInOrder(_ path: EntryPath) -> Bool {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < path { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low] == path
    }
}

extension Array {
    fileprivate func isIncreasing(by path: (Element) -> EntryPath) -> Bool {
        indices.dropFirst().allSatisfy { path(self[$0 - 1]) < path(self[$0]) }
    }
}
