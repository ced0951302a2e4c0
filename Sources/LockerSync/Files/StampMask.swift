/// What of a file's stamp says nothing on the file system at hand, and is left out of account.
public struct StampMask: OptionSet, Sendable {
    public let rawValue: Int

    public init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// The inode change time: some file systems move it though nobody touches the file.
    public static let changed = StampMask(rawValue: 1)
    /// The inode's number: some file systems give new ones at each mount.
    public static let inode = StampMask(rawValue: 2)
}
