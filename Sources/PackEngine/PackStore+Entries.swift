import LockerBase
import POSIXSupport

extension PackStore {
    /// A record of a pack, and how many stand before it.
    typealias NumberedEntry = (ordinal: Int, entry: PackFooter.Entry)

    /// The records of a pack that are durable, as the pack tells them; of one that cannot tell, as the index knows
    /// them, with the ordinals that it knows them by.
    func entries(of name: PackName) throws(LockerError) -> [NumberedEntry] {
        if let entries = log.durableEntries(of: name.id) { return PackStore.numbered(entries) }
        do throws(SystemError) {
            let file = try reader.packs.file(name)
            let contents = try PackContents.read(file, name: name, size: try file.size(), storeID: storeID)
            if case .sealed(let entries) = contents { return PackStore.numbered(entries) }
            // A pack that is being made has no header yet, and the index nothing of it.
        } catch {
            if reader.packs.isGone(name) { throw PackReader.moved }
            guard error.isDamage else {
                throw LockerError(error, remedy: "the pack cannot be read at the moment")
            }
        }
        return try index.entries(in: name)
    }

    private static func numbered(_ entries: [PackFooter.Entry]) -> [NumberedEntry] {
        entries.enumerated().map { (ordinal: $0.offset, entry: $0.element) }
    }
}
