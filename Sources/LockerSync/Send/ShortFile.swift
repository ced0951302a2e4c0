import LockerBase

/// A short file that was read whole, and stayed as it was meanwhile.
struct ShortFile {
    /// The most bytes that one has: what is longer goes through a descriptor, both ways.
    static let maximumSize = 64 << 10

    let item: TreeItem
    /// Bytes of its content.
    let size: Int
    /// Whether a later change of it is sure to show in its stamp.
    let isSettled: Bool
}
