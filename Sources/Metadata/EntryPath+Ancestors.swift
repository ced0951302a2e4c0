import LockerBase

extension EntryPath {
    /// The folders that the path lies in, outermost first.
    var ancestors: [EntryPath] {
        bytes.indices
            .filter { bytes[$0] == UInt8(ascii: "/") }
            .compactMap { try? EntryPath(bytes[..<$0]) }
    }

    /// The bytes of the folder that the path lies in, or nil when it lies in the library's root.
    var parentBytes: ArraySlice<UInt8>? {
        bytes.lastIndex(of: UInt8(ascii: "/")).map { bytes[..<$0] }
    }

    /// The bounds, neither of them a path, between which all paths below this one lie and no others.
    var boundsBelow: (lower: [UInt8], upper: [UInt8]) {
        (bytes + [UInt8(ascii: "/")], bytes + [UInt8(ascii: "/") + 1])
    }
}
