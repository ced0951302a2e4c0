/// Artists by their names. The ids of those that were asked for are remembered: those of a page are few.
final class ArtistNames {
    private var ids: [String: String] = [:]

    func named(_ names: [String]) -> [ArtistName] { names.map { ArtistName(id: id(of: $0), name: $0) } }

    private func id(of name: String) -> String {
        if let id = ids[name] { return id }
        let id = ItemID.artist(name)
        ids[name] = id
        return id
    }
}
