import LockerBase
import POSIXSupport

extension PackStore {
    /// A record of a pack, and how many stand before it.
    typealias NumberedEntry = (ordinal: Int, entry: PackFooter.Entry)

    /// The records of a pack that are durable, as the pack tells them; of one that cannot tell, as the index knows
    /// them, with the ordinals that it knows them by.
    func entries(of name: PackName) throws(LockerError) -> [NumberedEntry] { try listing(of: name).entries }

    /// The same, and whether the pack itself told them: the index knows of no record that it has at another place.
    func listing(of name: PackName) throws(LockerError) -> (entries: [NumberedEntry], isSeen: Bool) {
        if let entries = log.durableEntries(of: name.id) { return (PackStore.numbered(entries), true) }
        do throws(SystemError) {
            let file = try reader.packs.file(name)
            let contents = try PackContents.read(file, name: name, size: try file.size(), storeID: storeID)
            if case .sealed(let entries) = contents { return (PackStore.numbered(entries), true) }
            // A pack that is being made has no header yet, and the index nothing of it.
        } catch {
            if reader.packs.isGone(name) { throw PackReader.moved }
            if error.isOfTheMoment { throw PackOutOfReach.failure(name, error) }
        }
        return (try index.entries(in: name), false)
    }

    private static func numbered(_ entries: [PackFooter.Entry]) -> [NumberedEntry] {
        entries.enumerated().map { (ordinal: $0.offset, entry: $0.element) }
    }
}
