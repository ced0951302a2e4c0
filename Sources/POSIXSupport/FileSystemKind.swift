import CLinux
import Glibc

/// What kind of file system something is on, as far as what it promises depends on that.
public struct FileSystemKind: Sendable, Hashable {
    private let number: Int64

    /// That of the open file.
    public init(of file: Descriptor) {
        number = locker_file_system_kind(file.number)
    }

    /// Whether the kernel of this machine gives the times of its files: ext2 to 4, XFS, Btrfs, F2FS, tmpfs, overlayfs,
    /// FAT and exFAT, by the constants of statfs(2). The clock of another machine or program may be anything.
    public var hasKernelTimes: Bool {
        [0xEF53, 0x5846_5342, 0x9123_683E, 0xF2F5_2010, 0x0102_1994, 0x794C_7630, 0x4D44, 0x2011_BAB0].contains(number)
    }

    /// Whether it lists each name as it was given: ext2 to 4, XFS, Btrfs, F2FS, tmpfs and overlayfs. Others may list it in small
    /// letters, with letters composed otherwise, or without the dots at its end.
    public var listsAsGiven: Bool {
        [0xEF53, 0x5846_5342, 0x9123_683E, 0xF2F5_2010, 0x0102_1994, 0x794C_7630].contains(number)
    }

    /// Whether `folder`, which is on it, takes names for each other that differ in case only; nil where its kind does not tell.
    public func foldsCase(in folder: Descriptor) -> Bool? {
        switch number {
        case 0x4D44, 0x2011_BAB0: true
        case 0x5846_5342, 0x9123_683E, 0x794C_7630: false
        case 0xEF53, 0xF2F5_2010, 0x0102_1994: locker_folds_case(folder.number) == 1
        default: nil
        }
    }

    /// Whether syncfs(2) reaches its disk. FUSE passes that on for hardly any of its file systems.
    public var syncsWhole: Bool { number != 0x6573_5546 }
}
