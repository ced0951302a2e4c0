import Glibc
import LockerBase
import POSIXSupport

extension PackStore {
    /// Opens the store in `directory`, which must be there, without the index that it has: a new one is made of the
    /// packs.
    ///
    /// - Throws: as ``open(directory:discardingIndex:options:storage:report:)``; `notFound` when there is no store.
    public static func rebuild(
        directory: String, report: @escaping @Sendable (Event) -> Void = { _ in }
    ) throws(LockerError) -> PackStore {
        guard access(directory + "/packs", F_OK) == 0 else {
            throw LockerError(.notFound, "\(directory): there is no store with packs in it")
        }
        return try open(directory: directory, discardingIndex: true, report: report)
    }

    /// Makes the index agree with the sealed packs, while everything goes on: what it lacks of them is put in, and then
    /// what it says of places that are not there is taken out, so that nothing that is stored is ever missing. What is
    /// written meanwhile is left to those who write it. No pack may be removed meanwhile.
    ///
    /// Memory is four bytes for each record.
    ///
    /// - Parameter didRead: told how many packs are done, and of how many; what it throws ends the work.
    public func completeIndex(_ didRead: (Int, Int) throws(LockerError) -> Void) throws(LockerError) {
        try completion.wait()
        let names = try packNames().sorted()
        let live = log.livePacks
        let rows = Dictionary(uniqueKeysWithValues: try index.packs().map { ($0.name, $0) })
        var marks = PlaceMarks()
        for name in names where !live.contains(name.id) {
            if let (entries, _) = try sealedContents(of: name) { marks.add(entries, of: name.id) }
        }
        let sealed = names.filter { marks.holds(pack: $0.id) }
        for (number, name) in sealed.enumerated() {
            if let (entries, size) = try sealedContents(of: name) {
                try complete(name, entries, size: size, known: rows[name], marks)
            }
            try didRead(number + 1, sealed.count)
        }
        for name in rows.keys.sorted() where !names.contains(name) {
            for row in try index.remove([(name, [])]) { log.removeIndexed(row) }
        }
        try removeStale(marks)
    }

    private func complete(
        _ name: PackName, _ entries: [PackFooter.Entry], size: Int, known: PackRow?, _ marks: PlaceMarks
    ) throws(LockerError) {
        var tallies = KindTallies()
        for entry in entries { tallies.add(entry) }
        let row = PackRow(name: name, isSealed: true, size: size, tallies: tallies, verified: known?.verified ?? 0)
        // A record that is in several packs is found in the latest, as after a start.
        let healed = try index.complete(ChunkIndex.Batch(row: row, entries: entries[...])) { (digest, known) in
            known.pack <= name.id || (marks.holds(pack: known.pack) && !marks.hold(digest, at: known))
        }
        for finding in healed { log.report(.healed(finding)) }
        if row != known {
            if let known { log.removeIndexed(known) }
            log.addIndexed([row])
        }
    }

    /// Takes out of the index what it says of packs that are gone, and of places in sealed packs that are not there.
    private func removeStale(_ marks: PlaceMarks) throws(LockerError) {
        var present = Set(try packNames().map(\.id))
        try index.removeEntries { (digest, location) throws(LockerError) in
            if marks.holds(pack: location.pack) { return !marks.hold(digest, at: location) }
            if present.contains(location.pack) { return false }
            // A pack is there before the index speaks of it: one that was begun meanwhile is in a later list.
            present = Set(try packNames().map(\.id))
            return !present.contains(location.pack)
        }
    }

    private func packNames() throws(LockerError) -> Set<PackName> {
        try translatingSystemErrors(remedy: "the packs cannot be listed") { () throws(SystemError) in
            Set(try storage.list().keys)
        }
    }

    /// What a pack says that it holds; nil for one that is not sealed, or whose footer cannot be read.
    func sealedContents(of name: PackName) throws(LockerError) -> (entries: [PackFooter.Entry], size: Int)? {
        do throws(SystemError) {
            let file = try reader.packs.file(name)
            let size = try file.size()
            guard case .sealed(let entries) = try PackContents.read(file, name: name, size: size, storeID: storeID)
            else { return nil }
            return (entries, size)
        } catch  where error.isOfTheMoment {
            throw LockerError(error, remedy: "the index is as it was")
        } catch {
            // What the index knows of it stays.
            note(name, PackOutOfReach(cause: error).reason)
            return nil
        }
    }
}
