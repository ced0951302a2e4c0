/// What two devices did to one path, neither knowing of the other.
package struct SyncConflict: Sendable, Equatable {
    package let path: [UInt8]
    /// The path at which what was in the folder is now; nil where nothing had to be renamed.
    package let keptAs: [UInt8]?
    /// What happened, and what became of it, for a human.
    package let reason: String

    package init(path: [UInt8], keptAs: [UInt8]?, reason: String) {
        (self.path, self.keptAs, self.reason) = (path, keptAs, reason)
    }
}
