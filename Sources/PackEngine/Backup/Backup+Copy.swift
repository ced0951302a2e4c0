extension Backup {
    /// Gives the target the pack, in the place of what it has of that name.
    func put(
        _ name: PackName, isSealed: Bool, in target: DirectoryStorage, _ result: inout CopiedPacks
    ) throws(StorageError) {
        if isSealed, try target.adopt(name, from: storage) {
            result.linked += 1
        } else {
            result.copiedBytes += try copy(name, to: target, isSealed: isSealed)
            result.copied += 1
        }
    }

    /// Copies a pack as far as it is durable. Returns its bytes.
    private func copy(_ name: PackName, to target: DirectoryStorage, isSealed: Bool) throws(StorageError) -> Int {
        let source = try storage.open(name)
        // Asked in this order: one that is sealed in between has its last size by then.
        let count = if let end = live.durableEnd(of: name.id) { end } else { try source.size() }
        try target.put(name, PackPrefix(base: source, length: count), isSealed: isSealed)
        return count
    }
}
