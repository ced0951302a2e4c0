import LockerBase

/// An item that was sent, and for a file the blob that it became.
package struct RememberedItem: Sendable, Equatable {
    package let item: TreeItem
    package let blob: Digest?

    package init(item: TreeItem, blob: Digest?) {
        self.item = item
        self.blob = blob
    }
}
