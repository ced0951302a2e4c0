import LockerBase

extension RememberedItem {
    /// The content of its file, where that has `stamp` now: no more than its permission bits, or what else makes no
    /// content, has changed since it was sent. Nil where it may be other content.
    func content(at stamp: FileStamp) -> Digest? {
        guard let own = item.stamp, own.size == stamp.size, own.modified == stamp.modified else { return nil }
        return blob
    }
}
