import LockerAPI
import LockerBase

/// What a sync may do with a library that came from elsewhere, and what it says of that.
struct OriginCheck {
    let connection: LockerConnection
    let options: SyncOptions
    /// Where this sync comes from.
    let origin: SyncOrigin

    /// Takes note of where the library came from, when that is elsewhere.
    func tell(_ known: Locker_V1_Source?, in report: inout SyncReport) throws(LockerError) {
        if let known, origin.isOther(than: known) { report.cameFrom = known.shown }
        if known == nil, options.delete { report.isOriginUntold = try !connection.has(.sources) }
    }

    /// Refuses to remove what the library got from another folder or device, unless that is meant. Of a library that
    /// was synced by an older client that is not known: it did not come from a folder of which nothing is remembered.
    func check(_ known: Locker_V1_Source?, isNewHere: Bool) throws(LockerError) {
        if options.fromHere { return }
        if known == nil {
            guard isNewHere, try connection.has(.sources) else { return }
        } else if !origin.isOther(than: known) {
            return
        }
        let refusal = origin.refusal(of: options.library, from: known)
        guard options.mayRemove(refusal.message) else { throw refusal }
    }

    /// Where a library that was synced from `known` comes from after this sync, and whether that is news to it at its
    /// revision `base`.
    ///
    /// Somebody who adds what is in another folder, by mistake perhaps, does not make that the one to delete by.
    func move(
        from known: Locker_V1_Source?, at base: UInt64
    ) throws(LockerError) -> (source: Locker_V1_Source?, isNews: Bool) {
        if origin.isOther(than: known), !options.delete, !options.fromHere { return (nil, false) }
        guard base > 0, known != origin.source else { return (origin.source, false) }
        return (origin.source, try connection.has(.sources))
    }
}
