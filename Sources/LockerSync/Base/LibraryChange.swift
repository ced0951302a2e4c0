import LockerAPI
import LockerBase

/// What a library has by now at a path, where that is not what the folder and it last agreed on.
package struct LibraryChange: TableRow {
    package let path: EntryPath
    /// Nil: nothing.
    package let entry: Locker_V1_Entry?

    package init(_ path: EntryPath, _ entry: Locker_V1_Entry?) {
        (self.path, self.entry) = (path, entry)
    }

    package var key: [UInt8] { path.bytes }

    package func encode(into bytes: inout [UInt8]) {
        bytes.append(entry == nil ? 0 : 1)
        entry?.encode(into: &bytes)
    }

    package init?(key: [UInt8], from reader: inout ByteReader) {
        guard let flag = reader.read(UInt8.self) else { return nil }
        var entry: Locker_V1_Entry?
        if flag != 0 {
            entry = Locker_V1_Entry(key: key, from: &reader)
            if entry == nil { return nil }
        }
        self.init(EntryPath(known: key), entry)
    }
}
