import Glibc
import LockerBase
import POSIXSupport

/// Where in a library a folder was synced to before, by what else is remembered of it.
struct OtherPlaces {
    /// The folders of the library, in path order; nil stands for the library itself, and comes first.
    let places: [EntryPath?]

    /// Looks at all states in `stateFolder`, for those of the folder and library of `subject` and of another place.
    init(of subject: SyncState.Subject, in stateFolder: String) {
        var (isWhole, folders) = (false, [EntryPath]())
        for path in OtherPlaces.states(in: stateFolder) {
            guard let file = try? Descriptor.open(path, O_RDONLY | O_NONBLOCK),
                let found = SyncState.readSubject(from: file), found.isElsewhere(than: subject)
            else { continue }
            if let under = found.under { folders.append(under) } else { isWhole = true }
        }
        var places: [EntryPath?] = isWhole ? [nil] : []
        for folder in folders.sorted() { places.append(folder) }
        self.places = places
    }

    /// The paths of the state files in a folder.
    private static func states(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var paths: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasSuffix(".state") { paths.append("\(folder)/\(name)") }
        }
        return paths
    }
}
