import GRDBSQLite

/// Where the database lies, as SQLite is told.
enum PeopleLocation {
    /// A name for the file at `path` by which it is shared with other processes: the command line changes it beside the
    /// gateway. What else this process has open may have made "unix-excl" the usual way
    /// (https://www.sqlite.org/vfs.html), by which a database is locked for as long as it is open.
    static func shared(_ path: String) -> String {
        guard sqlite3_compileoption_used("USE_URI") != 0 else { return path }
        return (path.hasPrefix("/") ? "file://" : "file:") + escaped(path) + "?vfs=unix"
    }

    private static func escaped(_ path: String) -> String {
        var text: [UInt8] = []
        for byte in path.utf8 {
            if isPlain(byte) {
                text.append(byte)
            } else {
                let digits = Array("0123456789ABCDEF".utf8)
                text += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "/._-".utf8.contains(byte)
        }
    }
}
