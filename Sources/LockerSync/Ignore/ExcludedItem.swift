import LockerBase

/// Something that is left out: a file, a link, or a folder with all below it.
package struct ExcludedItem: TableRow, Equatable {
    package let path: EntryPath
    package let isFolder: Bool
    package let why: Exclusion

    package var key: [UInt8] { path.bytes }

    /// One byte says why, and behind a pattern's line come its bytes, with their number, and those of the file's path.
    package func encode(into bytes: inout [UInt8]) {
        bytes.append(isFolder ? 1 : 0)
        guard case .pattern(let pattern, let origin, let line) = why else {
            bytes.append(0)
            return
        }
        switch origin {
        case .commandLine: bytes.append(1)
        case .defaults: bytes.append(2)
        case .file: bytes.append(3)
        }
        bytes.append(littleEndian: UInt32(clamping: line))
        bytes.append(littleEndian: UInt32(pattern.count))
        bytes.append(contentsOf: pattern)
        if case .file(let path) = origin { bytes.append(contentsOf: path) }
    }

    package init(path: EntryPath, isFolder: Bool, why: Exclusion) {
        (self.path, self.isFolder, self.why) = (path, isFolder, why)
    }

    package init?(key: [UInt8], from reader: inout ByteReader) {
        guard let flag = reader.read(UInt8.self), let kind = reader.read(UInt8.self),
            let why = kind == 0 ? Exclusion.cache : ExcludedItem.pattern(kind, from: &reader)
        else { return nil }
        self.init(path: EntryPath(known: key), isFolder: flag != 0, why: why)
    }

    private static func pattern(_ kind: UInt8, from reader: inout ByteReader) -> Exclusion? {
        guard let line = reader.read(UInt32.self), let count = reader.read(UInt32.self),
            let pattern = reader.read(count: Int(count)).map({ [UInt8]($0) })
        else { return nil }
        let origin: IgnoreOrigin
        switch kind {
        case 1: origin = .commandLine
        case 2: origin = .defaults
        case 3:
            guard let path = reader.read(count: reader.remaining) else { return nil }
            origin = .file([UInt8](path))
        default: return nil
        }
        return .pattern(pattern, in: origin, line: Int(line))
    }
}
