import LockerBase
import POSIXSupport
import TTRPC

/// The item as an `ItemState` of a state file (Protos/state.proto), field by field: a state has as many as the folder has
/// files, and a message made of each took a third of a sync that finds nothing.
extension RememberedItem {
    /// Makes `message` this item.
    ///
    /// - Parameter file: what is of a file alone is written to.
    func encode(into message: inout FieldWriter, using file: inout FieldWriter) {
        message.removeAll()
        message.append(item.path.bytes, as: 1)
        message.append(signed: item.modified, as: 2)
        switch item.content {
        case .file(let stamp):
            file.removeAll()
            file.append(UInt64(stamp.size), as: 1)
            file.append(signed: stamp.changed, as: 2)
            file.append(stamp.inode, as: 3)
            file.append(blob, as: 4)
            message.appendElement(file.bytes, of: 3)
        case .link(let target): message.appendElement(target, of: 4)
        case .folder: message.appendElement([], of: 5)
        }
        if let mode = item.mode { message.appendPresent(UInt64(mode), as: 6) }
    }

    /// The item that `message` holds; nil where that is none.
    init?(message: UnsafeRawBufferPointer) {
        var (path, modified, mode) = ([UInt8](), Int64(0), UInt32?.none)
        var (content, file) = (TreeItem.Content?.none, FileFields?.none)
        var fields = FieldScanner(message)
        do {
            while let field = try fields.next() {
                let value = UnsafeRawBufferPointer(rebasing: message[field.value])
                switch field.tag {
                case 1 << 3 | 2: path = [UInt8](value)
                case 2 << 3: modified = Int64(zigzag: field.number)
                case 3 << 3 | 2: file = try FileFields(value)
                case 4 << 3 | 2: content = .link(target: [UInt8](value))
                case 5 << 3 | 2: content = .folder
                case 6 << 3: mode = UInt32(truncatingIfNeeded: field.number)
                default: break
                }
            }
        } catch {
            return nil
        }
        // What a file's stamp says of its modification stands in front of the rest of it.
        if let file { content = .file(file.stamp(modified: modified)) }
        guard let path = try? EntryPath(path), let content else { return nil }
        self.init(item: TreeItem(path: path, modified: modified, content: content, mode: mode), blob: file?.blob)
    }
}

/// A `FileState`.
private struct FileFields {
    private var (size, changed, inode) = (0, Int64(0), UInt64(0))
    private(set) var blob: Digest

    init(_ message: UnsafeRawBufferPointer) throws(FieldScanner.Malformed) {
        var (fields, blob) = (FieldScanner(message), Digest?.none)
        while let field = try fields.next() {
            switch field.tag {
            case 1 << 3:
                guard let size = Int(exactly: field.number) else { throw FieldScanner.Malformed() }
                self.size = size
            case 2 << 3: changed = Int64(zigzag: field.number)
            case 3 << 3: inode = field.number
            case 4 << 3 | 2: blob = Digest(UnsafeRawBufferPointer(rebasing: message[field.value]))
            default: break
            }
        }
        guard let blob else { throw FieldScanner.Malformed() }
        self.blob = blob
    }

    func stamp(modified: Int64) -> FileStamp {
        FileStamp(size: size, modified: modified, changed: changed, inode: inode)
    }
}

extension Int64 {
    /// The number that `value` stands for as a `sint64`.
    fileprivate init(zigzag value: UInt64) {
        self = Int64(bitPattern: value >> 1) ^ -Int64(value & 1)
    }
}
