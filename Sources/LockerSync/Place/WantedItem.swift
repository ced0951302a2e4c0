import LockerBase

/// What is to be at one path of a restore's folder.
struct WantedItem: Sendable {
    enum Kind: Sendable {
        /// A file of so many bytes.
        case file(size: Int)
        case link(target: [UInt8])
        case folder
    }

    let path: EntryPath
    let kind: Kind
    /// Nanoseconds since 1970.
    let modified: Int64
    /// Its permission bits; nil when they are not known.
    var mode: UInt32?
}
