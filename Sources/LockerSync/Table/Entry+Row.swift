import FoundationEssentials
import LockerAPI
import LockerBase

/// An entry without its track. Paths are whatever the daemon says: see ``EntryPath`` for those that can be put.
extension Locker_V1_Entry: TableRow {
    private static let noMode = UInt16.max

    package var key: [UInt8] { Array(path) }

    package func encode(into bytes: inout [UInt8]) {
        bytes.append(UInt8(exactly: kind.rawValue) ?? .max)
        bytes.append(littleEndian: hasMode ? UInt16(mode & 0o777) : Locker_V1_Entry.noMode)
        bytes.append(littleEndian: size)
        bytes.append(littleEndian: modified)
        bytes.append(littleEndian: UInt32(target.count))
        bytes.append(contentsOf: target)
        if blob.count == Digest.byteCount { bytes.append(contentsOf: blob) }
    }

    package init?(key: [UInt8], from reader: inout ByteReader) {
        guard let kind = reader.read(UInt8.self), let mode = reader.read(UInt16.self),
            let size = reader.read(UInt64.self), let modified = reader.read(Int64.self),
            let count = reader.read(UInt32.self), let target = reader.read(count: Int(count)),
            let blob = reader.read(count: reader.remaining)
        else { return nil }
        self.init()
        path = Data(key)
        self.kind = Locker_V1_Kind(rawValue: Int(kind)) ?? .unspecified
        if mode != Locker_V1_Entry.noMode { self.mode = UInt32(mode) }
        self.size = size
        self.modified = modified
        if !target.isEmpty { self.target = Data(target) }
        if !blob.isEmpty { self.blob = Data(blob) }
    }
}
