import LockerAPI
import LockerBase

/// Entries in words.
package enum EntryText {
    /// The path, with a `/` at its end where it is a folder with nothing in it.
    package static func name(_ entry: Locker_V1_Entry) -> String {
        name(entry.path, isFolder: entry.kind == .folder)
    }

    static func name(_ path: some Collection<UInt8>, isFolder: Bool) -> String {
        EntryPath.printable(path) + (isFolder ? "/" : "")
    }
}
