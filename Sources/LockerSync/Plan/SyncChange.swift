/// What a sync does with one entry of the library, or with a dry run would do, and why.
public struct SyncChange: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case added
        /// It is sent again. Whether its content differs shows when it is read.
        case changed
        case removed
    }

    public let path: [UInt8]
    public let kind: Kind
    /// Whether it is a folder with nothing in it.
    public let isFolder: Bool
    /// Why, for a human.
    public let reason: String

    public init(path: [UInt8], kind: Kind, isFolder: Bool = false, reason: String) {
        (self.path, self.kind, self.isFolder, self.reason) = (path, kind, isFolder, reason)
    }
}
