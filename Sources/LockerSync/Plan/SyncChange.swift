/// What a sync does with one entry of the library, or with a dry run would do, and why.
package struct SyncChange: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case added
        /// It is sent again. Whether its content differs shows when it is read.
        case changed
        case removed
    }

    package let path: [UInt8]
    package let kind: Kind
    /// Whether it is a folder with nothing in it.
    package let isFolder: Bool
    /// Why, for a human.
    package let reason: String

    package init(path: [UInt8], kind: Kind, isFolder: Bool = false, reason: String) {
        (self.path, self.kind, self.isFolder, self.reason) = (path, kind, isFolder, reason)
    }
}
