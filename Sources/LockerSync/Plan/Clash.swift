import LockerBase

/// What the library has in the place of something else.
package enum Clash: Sendable, Equatable {
    /// A folder with so many entries below it.
    case folder(EntryPath, entries: Int)
    case file(EntryPath)
}
