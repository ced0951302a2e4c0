import Glibc
import POSIXSupport

/// What fstatat(2) says of a run of the names in a folder, links not followed.
struct ItemStatuses: Sendable {
    enum ItemStatus: Sendable {
        case found(stat)
        case failed(errno: Int32)
        /// It was not asked about: it is left out, or known to be a folder.
        case untold
    }

    /// How many names a run has.
    static let length = 256

    /// The number of its first name.
    let start: Int
    private let statuses: [ItemStatus]

    /// Those of the run that begins at `start`, a multiple of ``length``.
    init(of content: FolderContent, from start: Int, in folder: Descriptor) {
        self.start = start
        let names = content.names
        statuses = (start..<min(start + ItemStatuses.length, names.count)).map { index in
            if names.type(of: index) == DT_DIR || content.exclusions?[index] != nil { return .untold }
            return names.status(of: index, in: folder.number).map(ItemStatus.found) ?? .failed(errno: errno)
        }
    }

    /// Of the name of this number; nil when it is in another run.
    subscript(index: Int) -> ItemStatus? {
        index >= start && index < start + statuses.count ? statuses[index - start] : nil
    }
}
