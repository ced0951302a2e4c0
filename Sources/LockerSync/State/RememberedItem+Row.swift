import LockerBase

extension RememberedItem: TableRow {
    package var key: [UInt8] { item.path.bytes }

    package func encode(into bytes: inout [UInt8]) {
        item.encode(into: &bytes)
        blob?.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    package init?(key: [UInt8], from reader: inout ByteReader) {
        guard let item = TreeItem(key: key, from: &reader) else { return nil }
        self.init(item: item, blob: reader.readDigest())
    }
}
