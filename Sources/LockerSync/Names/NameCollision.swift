import Glibc
import LockerBase
import POSIXSupport

/// Something that cannot have its name on a disk, since something else has that there.
package struct NameCollision: Sendable, Equatable {
    /// What cannot have its name: what is looked for, or a folder that it is in.
    package let path: EntryPath
    /// What has the name, by its path in the library.
    package let owner: EntryPath

    /// Why `entry` cannot be there, for a human.
    func reason(for entry: EntryPath) -> String {
        if path == entry { return OverwriteGuard.collision(owner.bytes) }
        return RestoreTarget.text(SystemError("openat", on: "\(owner)", number: EEXIST))
    }
}
