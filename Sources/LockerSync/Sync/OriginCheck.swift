import LockerAPI
import LockerBase

/// What a sync may do with a library that came from elsewhere, and what it says of that.
///
/// Where all goes below a folder of the library, others may have theirs beside it: then it is what this device remembers
/// that tells whether what is there came from here.
struct OriginCheck {
    let connection: LockerConnection
    let options: SyncOptions
    /// Where this sync comes from.
    let origin: SyncOrigin
    /// Whether it is remembered that something came from here.
    let isKnown: Bool

    /// Takes note of where the library came from, when that is elsewhere.
    func tell(_ known: Locker_V1_Source?, in report: inout SyncReport) throws(LockerError) {
        if options.under != nil { return }
        if let known, origin.isOther(than: known) { report.cameFrom = known.shown }
        if known == nil, options.delete { report.isOriginUntold = try !connection.has(.sources) }
    }

    /// Says that ``check(_:)`` would refuse what was rehearsed, where nothing else says so.
    func warn(in report: inout SyncReport) {
        guard options.under != nil, !isKnown, !options.fromHere else { return }
        report.warnings.append(
            """
            \(options.place) did not come from this folder, as far as is known here: without --from-here, --delete is \
            refused
            """)
    }

    /// Refuses to remove what the library got from another folder or device, unless that is meant. Of a library that
    /// was synced by an older client that is not known: it did not come from a folder of which nothing is remembered.
    func check(_ known: Locker_V1_Source?) throws(LockerError) {
        if options.fromHere { return }
        let known = options.under == nil ? known : nil
        if options.under != nil {
            if isKnown { return }
        } else if known == nil {
            guard !isKnown, try connection.has(.sources) else { return }
        } else if !origin.isOther(than: known) {
            return
        }
        let refusal = origin.refusal(of: options.place, from: known)
        guard options.mayRemove(refusal.message) else { throw refusal }
    }

    /// Where a library that was synced from `known` comes from after this sync, and whether that is news to it at its
    /// revision `base`.
    ///
    /// Somebody who adds what is in another folder, by mistake perhaps, does not make that the one to delete by.
    func move(
        from known: Locker_V1_Source?, at base: UInt64
    ) throws(LockerError) -> (source: Locker_V1_Source?, isNews: Bool) {
        if options.under != nil { return (nil, false) }
        if origin.isOther(than: known), !options.delete, !options.fromHere { return (nil, false) }
        guard base > 0, known != origin.source else { return (origin.source, false) }
        return (origin.source, try connection.has(.sources))
    }

    /// Whether the folder is remembered as the one from which what is there came. The same holds as for a library.
    ///
    /// - Parameter ofNothing: whether nothing is there yet.
    func isSource(ofNothing: Bool) -> Bool {
        options.under != nil && (isKnown || ofNothing || options.fromHere || options.delete)
    }
}
