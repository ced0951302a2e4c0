import LockerBase

/// A path that a library holds.
struct HeldPath: TableRow, Hashable {
    let path: EntryPath
    /// Whether it is a folder with nothing in it.
    let isFolder: Bool

    init(_ path: EntryPath, isFolder: Bool = false) {
        (self.path, self.isFolder) = (path, isFolder)
    }

    var key: [UInt8] { path.bytes }

    func encode(into bytes: inout [UInt8]) { bytes.append(isFolder ? 1 : 0) }

    init?(key: [UInt8], from reader: inout ByteReader) {
        guard let flag = reader.read(UInt8.self) else { return nil }
        self.init(EntryPath(known: key), isFolder: flag != 0)
    }
}
