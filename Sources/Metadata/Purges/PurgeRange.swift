import Foundation
import LockerBase

/// The rows of `entry` of one library whose paths lie in one stretch, of all revisions.
struct PurgeRange {
    let library: Library
    /// The first path that may be in it.
    let lower: Data
    /// What comes behind all that may be in it.
    let upper: Data

    private init(_ library: Library, from lower: [UInt8], to upper: [UInt8]) {
        (self.library, self.lower, self.upper) = (library, Data(lower), Data(upper))
    }

    /// The ranges of one path, and where folders are meant of what lies below it.
    static func ranges(of path: EntryPath, isRecursive: Bool, in library: Library) -> [PurgeRange] {
        // No path has a NUL byte: nothing lies between this one and that.
        let own = PurgeRange(library, from: path.bytes, to: path.bytes + [0])
        guard isRecursive else { return [own] }
        let below = path.boundsBelow
        return [own, PurgeRange(library, from: below.lower, to: below.upper)]
    }

    /// How a statement picks out its rows: its first three arguments, where nothing stands before it that has one.
    static let condition = "library = :library AND path >= :lower AND path < :upper"
}
