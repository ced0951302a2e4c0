import LockerBase

/// An item that was sent, and for a file the blob that it became.
public struct RememberedItem: Sendable, Equatable {
    public let item: TreeItem
    public let blob: Digest?

    public init(item: TreeItem, blob: Digest?) {
        self.item = item
        self.blob = blob
    }
}
