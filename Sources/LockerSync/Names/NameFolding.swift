import Glibc
import LockerBase
import POSIXSupport

/// Whether a disk takes names for each other that differ in case only, as far as that can be told without writing to it.
package enum NameFolding: Sendable {
    case folds
    case distinct
    case untold

    /// So many names of a folder are tried, and so many folders around it are looked at.
    private static let names = 16
    private static let levels = 32

    /// That of what is, or comes to be, in `folder`.
    package static func of(_ folder: Descriptor) -> NameFolding {
        if let folds = FileSystemKind(of: folder).foldsCase(in: folder) { return folds ? .folds : .distinct }
        // What its kind does not tell, names do that are there: each is looked up in the other case. An empty folder has
        // none, and those around it on the same disk do.
        var place = folder
        for _ in 0..<levels {
            if let found = looked(at: place) { return found }
            guard let outer = around(place) else { break }
            place = outer
        }
        return .untold
    }

    /// That of a folder that is to be made at `path` (bytes), by the nearest one around it that is there.
    package static func of(comingTo path: [UInt8]) -> NameFolding {
        var path = path[...]
        while true {
            let name = path.isEmpty ? [UInt8(ascii: ".")] : path
            let number = name.withCName { name in retrying { open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC) } }
            if number >= 0 { return of(Descriptor(owning: number)) }
            if path.isEmpty || errno != ENOENT { return .untold }
            let slash = path.dropLast().lastIndex(of: UInt8(ascii: "/"))
            path = slash.map { path[...$0] } ?? []
        }
    }

    private static func looked(at folder: Descriptor) -> NameFolding? {
        guard var listed = try? readFolder(folder) else { return nil }
        listed.sort()
        var tries = 0
        for item in listed {
            let other = swapped(item.name)
            if other == item.name || listed.contains(other) { continue }
            var status = stat()
            if other.withCName({ fstatat(folder.number, $0, &status, AT_SYMLINK_NOFOLLOW) }) == 0 { return .folds }
            if errno == ENOENT { return .distinct }
            tries += 1
            if tries == names { break }
        }
        return nil
    }

    /// The folder that `folder` is in; nil where that is on another disk, or there is none.
    private static func around(_ folder: Descriptor) -> Descriptor? {
        let number = retrying { openat(folder.number, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard number >= 0 else { return nil }
        let around = Descriptor(owning: number)
        guard let here = try? folder.status(), let there = try? around.status() else { return nil }
        return here.st_dev == there.st_dev && here.st_ino != there.st_ino ? around : nil
    }

    /// `name` with its small letters capital, and its capital ones small.
    private static func swapped(_ name: [UInt8]) -> [UInt8] {
        name.map { byte in
            let small = byte | 0x20
            return small >= UInt8(ascii: "a") && small <= UInt8(ascii: "z") ? byte ^ 0x20 : byte
        }
    }
}
