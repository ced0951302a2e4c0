import LockerBase

extension EntryPath {
    /// The bounds, neither of them a path, between which all paths below this one lie and no others.
    var boundsBelow: (lower: [UInt8], upper: [UInt8]) {
        (bytes + [UInt8(ascii: "/")], bytes + [UInt8(ascii: "/") + 1])
    }
}
