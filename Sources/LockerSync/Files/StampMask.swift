/// What of a file's stamp says nothing on the file system at hand, and is left out of account.
package struct StampMask: OptionSet, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// The inode change time: some file systems move it though nobody touches the file.
    package static let changed = StampMask(rawValue: 1)
    /// The inode's number: some file systems give new ones at each mount.
    package static let inode = StampMask(rawValue: 2)
}
