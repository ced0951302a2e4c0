import GRDB
import LockerBase

/// Which file of a folder is its picture.
struct FolderArt {
    let library: Int64
    let database: Database

    private static let stems = ["cover", "folder", "front", "album"]
    private static let endings = ["jpg", "jpeg", "png"]
    /// The names of pictures, the one first that is taken where there are several.
    private static let preferred = stems.flatMap { stem in endings.map { ending in "\(stem).\(ending)" } }

    /// The id of the picture: the first of those names, in any case; else the only picture there.
    func cover(of folder: [UInt8]) throws -> String? {
        let found = try MediaStatement("SELECT name, blob FROM picture WHERE library = ? AND folder = ?", database)
            .rows([library, folder]) { row in (row.text(0), try row.digest(1)) }
        if found.count == 1 { return CoverID.file(found[0].1) }
        var best = FolderArt.preferred.count
        var chosen: Digest?
        for (name, blob) in found {
            guard let rank = FolderArt.preferred.firstIndex(of: name.lowercased()), rank < best else { continue }
            best = rank
            chosen = blob
        }
        guard let chosen else { return nil }
        return CoverID.file(chosen)
    }
}
