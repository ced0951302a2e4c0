import FoundationEssentials
import LockerAPI
import LockerBase
import POSIXSupport

/// Puts entries of one revision under a folder, one after the other. For one thread.
struct RestoreJob {
    let connection: LockerConnection
    let library: String
    let revision: UInt64
    let target: RestoreTarget

    func put(_ entry: Locker_V1_Entry, at path: EntryPath) throws(FileFailure) -> RestoreTarget.Outcome {
        do throws(LockerError) {
            switch entry.kind {
            case .file:
                return try target.putFile(
                    at: path, size: Int(clamping: entry.size), modified: entry.modified
                ) { (file) throws(LockerError) in
                    try fill(file, with: entry, of: path)
                }
            case .symlink:
                return try target.putLink(at: path, to: Array(entry.target), modified: entry.modified)
            case .folder:
                return try target.putFolder(at: path, modified: entry.modified)
            default:
                return .skipped("of a kind that this version does not know; use a newer locker")
            }
        } catch {
            // One entry that is not there says nothing of the others.
            if error.code == .notFound { throw .skipped(SkipReason(error.message)) }
            throw FileFailure(error)
        }
    }

    private func fill(_ file: Descriptor, with entry: Locker_V1_Entry, of path: EntryPath) throws(LockerError) {
        var request = Locker_V1_RestoreRequest()
        request.library = library
        request.revision = revision
        request.path = entry.path
        let response = try connection.call(LockerMethods.restore, request, descriptor: file)
        guard response.size == entry.size else {
            throw LockerError(
                .dataLoss, "\(path): \(response.size) bytes came back of \(entry.size); ask the operator to verify")
        }
    }
}
