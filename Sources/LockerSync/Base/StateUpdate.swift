import LockerBase

/// What is to be remembered of a path from now on.
struct StateUpdate: TableRow {
    let path: EntryPath
    /// Nil: nothing.
    let item: RememberedItem?

    init(_ path: EntryPath, _ item: RememberedItem?) {
        (self.path, self.item) = (path, item)
    }

    /// That `item`, a file with this content, is there.
    init(_ item: TreeItem, blob: Digest?) {
        self.init(item.path, RememberedItem(item: item, blob: blob))
    }

    var key: [UInt8] { path.bytes }

    func encode(into bytes: inout [UInt8]) {
        bytes.append(item == nil ? 0 : 1)
        item?.encode(into: &bytes)
    }

    init?(key: [UInt8], from reader: inout ByteReader) {
        guard let flag = reader.read(UInt8.self) else { return nil }
        let item = flag == 0 ? nil : RememberedItem(key: key, from: &reader)
        if flag != 0, item == nil { return nil }
        self.init(EntryPath(known: key), item)
    }
}
