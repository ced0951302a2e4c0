import Glibc
import LockerAPI
import LockerBase
import POSIXSupport

/// Gives what is in a folder the times and permission bits that a library has. For one thread.
final class LocalMetadata {
    private let folder: LocalFolder
    private let times = TargetTimes()

    init(of folder: LocalFolder) {
        self.folder = folder
    }

    /// Gives `item`, while it is there as it was, what `entry` says.
    ///
    /// - Parameters:
    ///   - isSettled: whether a later change of it was sure to show in its stamp.
    ///   - mask: what of that is left out of account.
    /// - Returns: what is there then, as it is to be remembered; nil where it is not there as it was.
    func adopt(
        _ entry: Locker_V1_Entry, by item: TreeItem, isSettled: Bool, besides mask: StampMask = []
    ) throws(LockerError) -> TreeItem? {
        guard let (place, there) = try folder.place(of: item, besides: mask) else { return nil }
        let isTimed = try setTime(entry, place, there)
        let isChanged = try setMode(entry, place, there) || isTimed
        guard isChanged else { return place.item(at: item.path, there)?.remembered(isSettled: isSettled) }
        // Somebody may have written to it in between, and its time does not show that any more: it is read again.
        let now = try attempting { () throws(SystemError) in try place.status() }
        return now.flatMap { $0 }.flatMap { place.item(at: item.path, $0) }?.remembered(isSettled: false)
    }

    private func setTime(_ entry: Locker_V1_Entry, _ place: Placement, _ there: stat) throws(LockerError) -> Bool {
        guard try times.compare(there, with: entry.modified, in: place.folder) == .different else { return false }
        let time = timespec(nanoseconds: entry.modified)
        return place.name.withCName { utimensat(place.folder.number, $0, [time, time], AT_SYMLINK_NOFOLLOW) } == 0
    }

    private func setMode(_ entry: Locker_V1_Entry, _ place: Placement, _ there: stat) throws(LockerError) -> Bool {
        guard entry.hasMode, entry.kind != .symlink, entry.mode & 0o777 != permissionBits(there),
            let file = try attempting({ () throws(SystemError) in try place.openFile() })
        else { return false }
        return fchmod(file.number, mode_t(entry.mode & 0o777)) == 0
    }
}
