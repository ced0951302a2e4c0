import LockerAPI
import LockerBase
import LockerClient

extension LibraryReader {
    /// Adds what is meant of a revision (the newest when nil) to `list`. Returns the revision.
    ///
    /// - Throws: ``LockerError/Code/notFound`` where the revision has nothing at one of the paths;
    ///   ``LockerError/Code/failedPrecondition`` where a file or a link is in the place of what stands for the folder.
    func list(
        _ selection: EntrySelection, of revision: UInt64?, to list: inout EntryList
    ) throws(LockerError) -> UInt64 {
        let roots = selection.roots
        if roots.isEmpty {
            return try forEachPage(revision: revision) { page in list.append(selection.chosen(page)) }
        }
        // All paths are of the revision that the first one was read of, whatever is committed meanwhile.
        var listed = revision
        for path in roots {
            var isEmpty = true
            let number = try forEachPage(revision: listed, under: path) { page in
                isEmpty = isEmpty && page.isEmpty
                list.append(selection.chosen(page))
            }
            if isEmpty {
                throw LockerError(
                    .notFound, "\(path): no such entry in revision \(number)",
                    hint: revision == nil ? .listEntries : .searchRevisions)
            }
            listed = number
        }
        if let listed, let under = selection.under { try LibraryFolder(self, revision: listed).check(under) }
        return listed ?? 0
    }
}
