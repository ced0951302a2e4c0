import LockerBase

extension TreeItem: TableRow {
    private static let noMode = UInt32.max

    package var key: [UInt8] { path.bytes }

    package func encode(into bytes: inout [UInt8]) {
        bytes.append(littleEndian: modified)
        bytes.append(littleEndian: mode ?? TreeItem.noMode)
        switch content {
        case .file(let stamp):
            bytes.append(0)
            bytes.append(littleEndian: Int64(stamp.size))
            bytes.append(littleEndian: stamp.modified)
            bytes.append(littleEndian: stamp.changed)
            bytes.append(littleEndian: stamp.inode)
        case .link(let target):
            bytes.append(1)
            bytes.append(littleEndian: UInt32(target.count))
            bytes.append(contentsOf: target)
        case .folder: bytes.append(2)
        }
    }

    package init?(key: [UInt8], from reader: inout ByteReader) {
        guard let modified = reader.read(Int64.self), let mode = reader.read(UInt32.self),
            let kind = reader.read(UInt8.self), let content = TreeItem.content(kind, from: &reader)
        else { return nil }
        self.init(
            path: EntryPath(known: key), modified: modified, content: content,
            mode: mode == TreeItem.noMode ? nil : mode)
    }

    private static func content(_ kind: UInt8, from reader: inout ByteReader) -> Content? {
        switch kind {
        case 0:
            guard let size = reader.read(Int64.self), let modified = reader.read(Int64.self),
                let changed = reader.read(Int64.self), let inode = reader.read(UInt64.self)
            else { return nil }
            return .file(FileStamp(size: Int(size), modified: modified, changed: changed, inode: inode))
        case 1:
            guard let count = reader.read(UInt32.self), let target = reader.read(count: Int(count)) else { return nil }
            return .link(target: [UInt8](target))
        case 2: return .folder
        default: return nil
        }
    }
}
