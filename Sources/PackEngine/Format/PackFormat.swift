/// The figures of the pack format. docs/format.md describes every byte of it.
public enum PackFormat {
    /// The version that this code writes, and the newest that it reads, as the store's file and errors say it.
    public static let version = Int(PackVersion.newest.rawValue)
    /// The bytes in a pack header, a record header and a trailer each.
    public static let headerLength = 64
    /// A pack with this many records is sealed, however small they are: it bounds the footer, and the memory
    /// that an open pack takes, to 3 MiB.
    public static let maximumRecordsPerPack = 65_536

    /// The bytes that a sealed pack's footer has for each record.
    static let footerEntryLength = 48
    /// The most bytes a footer's payload may have.
    static let maximumFooterLength = footerEntryLength * maximumRecordsPerPack

    /// The bytes from the start of a record to the start of the next, where `stored` bytes stand behind its header.
    static func recordLength(stored: Int) -> Int {
        headerLength + padded(stored)
    }

    /// `length` rounded up to the 8 bytes that every record starts on.
    static func padded(_ length: Int) -> Int {
        (length + 7) & ~7
    }
}
