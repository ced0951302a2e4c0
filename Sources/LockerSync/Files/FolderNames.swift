import Glibc

/// The names in a folder, in little more memory than they take: a folder may have a million.
package struct FolderNames: RandomAccessCollection, Sendable {
    /// Of each name its type, the name, and a zero.
    private var bytes: [UInt8] = []
    private var starts: [UInt32] = []

    package var startIndex: Int { 0 }
    package var endIndex: Int { starts.count }

    package subscript(index: Int) -> FolderItem {
        FolderItem(name: withName(of: index) { Array($0) }, type: type(of: index))
    }

    /// What kind of thing it is (`d_type`).
    func type(of index: Int) -> UInt8 { bytes[Int(starts[index])] }

    func withName<Result>(of index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { bytes in
            let start = Int(starts[index]) + 1
            return body(UnsafeBufferPointer(rebasing: bytes[start...].prefix { $0 != 0 }))
        }
    }

    /// What fstatat(2) says of it in `folder`, links not followed; nil with `errno` set when it says nothing.
    func status(of index: Int, in folder: Int32) -> stat? {
        var status = stat()
        let isThere = bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return false }
            let name = (base + Int(starts[index]) + 1).assumingMemoryBound(to: CChar.self)
            return fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0
        }
        return isThere ? status : nil
    }

    /// Adds a name. Returns whether it had room: there is none beyond 4 GiB.
    mutating func append(_ name: UnsafeRawBufferPointer.SubSequence, type: UInt8) -> Bool {
        guard let start = UInt32(exactly: bytes.count) else { return false }
        starts.append(start)
        bytes.append(type)
        bytes.append(contentsOf: name)
        bytes.append(0)
        return true
    }

    /// Puts them in byte order, each once: some file systems list a name twice.
    mutating func sort() {
        bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            let first = (base + 1).assumingMemoryBound(to: CChar.self)
            starts.sort { strcmp(first + Int($0), first + Int($1)) < 0 }
            var kept = 0
            for index in starts.indices
            where index == 0 || strcmp(first + Int(starts[kept - 1]), first + Int(starts[index])) != 0 {
                starts[kept] = starts[index]
                kept += 1
            }
            starts.removeLast(starts.count - kept)
        }
    }

    /// Whether `name` is one of them, once they are in order.
    func contains(_ name: [UInt8]) -> Bool {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if withName(of: middle, { $0.lexicographicallyPrecedes(name) }) { low = middle + 1 } else { high = middle }
        }
        return low < count && withName(of: low) { $0.elementsEqual(name) }
    }

    /// The name `name` alone.
    func only(_ name: [UInt8]) -> FolderNames {
        let ended = name + [0]
        var only = self
        only.starts.removeAll { !bytes[(Int($0) + 1)...].starts(with: ended) }
        return only
    }

    /// Takes out those that begin with a dot and for which `condition` holds.
    mutating func removeHidden(where condition: (FolderItem) -> Bool) {
        var kept: [UInt32] = []
        for index in indices where bytes[Int(starts[index]) + 1] != UInt8(ascii: ".") || !condition(self[index]) {
            kept.append(starts[index])
        }
        if kept.count < count { starts = kept }
    }
}
