import LockerBase
import Metadata

/// What a change of a library counts on. Where it does not hold any more, the change is refused, and nothing of it is
/// made: another device has come first.
public struct Preconditions: Sendable {
    /// The library's newest revision, 0 for one that has none; nil: whichever it is.
    public var revision: Int64?
    /// What is at these paths in the newest revision.
    public var entries: [EntryPath: ExpectedEntry]

    /// Takes both as they are; without either, nothing is counted on.
    public init(revision: Int64? = nil, entries: [EntryPath: ExpectedEntry] = [:]) {
        self.revision = revision
        self.entries = entries
    }

    /// So many entries are looked up together.
    private static let pageSize = 1000

    /// Checks them against the library of this name, whose lock the caller holds.
    ///
    /// - Throws: ``LockerError/Code/conflict`` with what is there in the details; what `check` throws, which is asked
    ///   again and again.
    func check(
        _ name: String, of account: Account, in metadata: any MetadataStore, _ check: () throws(LockerError) -> Void
    ) throws(LockerError) {
        if revision == nil && entries.isEmpty { return }
        let library = try metadata.libraries.library(named: name, of: account)
        let newest = library?.newest ?? 0
        if let revision, revision != newest {
            throw LockerError(
                .conflict,
                "library '\(name)' is at revision \(newest), and not at \(revision) as expected; look at what changed, and try "
                    + "again",
                details: [.library: name, .revision: "\(newest)"])
        }
        let paths = entries.keys.sorted()
        for start in stride(from: 0, to: paths.count, by: Preconditions.pageSize) {
            try check()
            let page = Array(paths[start..<min(start + Preconditions.pageSize, paths.count)])
            try self.check(page, in: library, metadata)
        }
    }

    private func check(
        _ paths: [EntryPath], in library: Library?, _ metadata: any MetadataStore
    ) throws(LockerError) {
        let found: [FolderChild?] =
            if let library {
                try metadata.entries.newest(at: paths, in: library)
            } else {
                Array(repeating: nil, count: paths.count)
            }
        for (path, child) in zip(paths, found) {
            let there = Preconditions.state(of: child)
            guard let expected = entries[path], there != expected else { continue }
            var details: [ErrorDetail: String] = [.path: "\(path)", .revision: "\(library?.newest ?? 0)"]
            if let library { details[.library] = library.name }
            if case .file(let blob) = there { details[.blob] = "\(blob)" }
            throw LockerError(
                .conflict,
                "\(path): the library has \(there.words) by now, which is not what was to be replaced; look at what changed, "
                    + "and try again",
                details: details)
        }
    }

    private static func state(of child: FolderChild?) -> ExpectedEntry {
        switch child {
        case .entry(let entry): ExpectedEntry(entry) ?? .folder
        case .folder: .folder
        case nil: .absent
        }
    }
}
