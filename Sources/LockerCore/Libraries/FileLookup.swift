import LockerBase
import Metadata

/// Finds files in the caller's libraries.
struct FileLookup: Sendable {
    let metadata: any MetadataStore

    /// Whether `path` still has the content called `blob`.
    ///
    /// - Throws: ``LockerError/Code/notFound`` or ``LockerError/Code/invalidArgument`` when there is no such file any
    ///   more.
    func holds(
        _ blob: Digest, _ path: EntryPath, _ library: String, _ revision: Int64?, _ caller: Caller
    ) throws(LockerError) -> Bool {
        do throws(LockerError) {
            return try file(at: path, in: library, revision: revision, of: caller).1.blob == blob
        } catch let error where error.code == .notFound || error.code == .invalidArgument {
            throw error
        } catch {
            // What keeps the database from telling takes nothing away.
            return true
        }
    }

    /// The file at `path` of a revision, nil for the newest, and what names its content.
    func file(
        at path: EntryPath, in library: String, revision: Int64?, of caller: Caller
    ) throws(LockerError) -> (Entry, ContentName) {
        let library = try caller.library(named: library, in: metadata)
        let entry = try metadata.entries.entry(at: path, in: library, revision: revision)
        if let entry { return try file(entry, at: path) }
        let below = try metadata.entries.list(in: library, revision: revision, under: path, after: nil, limit: 1)
        guard below.isEmpty else {
            throw LockerError(
                .invalidArgument, "\(path): a folder, not a file; name a file in it, or restore it whole")
        }
        throw FileLookup.missing(path, library, revision)
    }

    /// The same for each of `paths`, looked up together. A folder that only follows from others is none of them: to see
    /// that it is one takes a look through all that was ever below it.
    ///
    /// - Throws: what concerns all of them.
    func files(
        at paths: [EntryPath], in library: String, revision: Int64?, of caller: Caller
    ) throws(LockerError) -> [Result<(Entry, ContentName), LockerError>] {
        let library = try caller.library(named: library, in: metadata)
        let entries = try metadata.entries.entries(at: paths, in: library, revision: revision)
        return zip(paths, entries).map { path, entry in
            Result { () throws(LockerError) in
                guard let entry else { throw FileLookup.missing(path, library, revision) }
                return try file(entry, at: path)
            }
        }
    }

    private func file(_ entry: Entry, at path: EntryPath) throws(LockerError) -> (Entry, ContentName) {
        guard let content = entry.content else {
            throw LockerError(
                .invalidArgument, "\(path): \(entry.kind == .symlink ? "a link" : "a folder"), not a file")
        }
        return (entry, content)
    }

    static func missing(_ path: EntryPath, _ library: Library, _ revision: Int64?) -> LockerError {
        let place =
            revision.map { "revision \($0) of library '\(library.shownName)'" } ?? "library '\(library.shownName)'"
        return LockerError(
            .notFound, "\(path): not in \(place)", details: [.path: "\(path)", .library: library.name],
            hint: revision == nil ? .listEntries : .searchRevisions)
    }
}
