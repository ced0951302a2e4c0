import LockerBase

/// Finds rows of a table by what there may be several of: of rows that have the same, the one that was added last.
struct MoveIndex {
    private var rows = InodeTable(expecting: 0)

    mutating func add(_ key: UInt64, row: Int) {
        if let number = Int32(exactly: row) { rows.set(key, to: number) }
    }

    func row(of key: UInt64) -> Int? { rows[key].map(Int.init) }

    /// Of a content.
    static func key(_ blob: Digest) -> UInt64 {
        blob.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
    }

    /// Of a file, whatever its path.
    static func key(_ stamp: FileStamp) -> UInt64 {
        stamp.inode ^ (UInt64(bitPattern: stamp.changed) &* 0x9E37_79B9_7F4A_7C15)
    }

    /// Of a file's modification time and its length; nil where that is not known.
    static func key(modified: Int64, size: Int?) -> UInt64 {
        // What has the same time, as all files of an archive may, differs in length most often.
        UInt64(bitPattern: modified) ^ (UInt64(bitPattern: Int64(size ?? -1)) &* 0x9E37_79B9_7F4A_7C15)
    }
}
