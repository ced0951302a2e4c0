import LockerBase
import Metadata
import PackEngine

/// Finds which libraries are there, what they are called, and which commits led to their newest revisions.
struct PresentLibraries {
    let notes: RebuildNotes
    let known: KnownMetadata

    /// The libraries of accounts that are there, in the order of their numbers, with their names. Of two of one name,
    /// the one has it of which the later record says so. The other has the name that it had before: a change of it was
    /// never acknowledged; and without one, it was itself never acknowledged in this store.
    func find(
        _ history: RecordedHistory, _ accounts: [Int64: Account]
    ) -> [(library: PresentLibrary, name: String)] {
        var found: [PresentLibrary] = []
        for (id, library) in history.libraries.sorted(by: { $0.key < $1.key }) where !library.isRemoved {
            if let library = find(id, library.without(history.refused), accounts) { found.append(library) }
        }
        found.sort { one, other in
            guard let left = one.names.first?.order, let right = other.names.first?.order, left != right else {
                return one.id > other.id
            }
            return left > right
        }
        var named: [(library: PresentLibrary, name: String)] = []
        var taken: Set<PresentLibrary.Name> = []
        for library in found {
            let free = library.names.first { taken.insert(.init(account: library.account, text: $0.name)).inserted }
            if let free {
                named.append((library, free.name))
            } else {
                let name = library.names.first?.name ?? ""
                notes.leaveOut("a second library '\(EntryPath.printable(name.utf8))'", "another one has its name")
            }
        }
        return named.sorted { $0.library.id < $1.library.id }
    }

    private func find(
        _ id: Int64, _ library: RecordedLibrary, _ accounts: [Int64: Account]
    ) -> PresentLibrary? {
        let line = library.line(through: known.libraries[id]?.commit)
        guard let digest = line.commits.last?.digest ?? library.parts.keys.first, let last = library.parts[digest],
            let account = accounts[last.account]
        else { return nil }
        let name = library.names.first?.name ?? ""
        let shown = "library '\(EntryPath.printable(name.utf8))' of \(account.name)"
        let next = (line.commits.last?.revision ?? 0) + 1
        switch line.remainder {
        case .nothing: break
        case .unfinished: notes.leaveOut("\(shown), revision \(next)", "it was never acknowledged, and is not whole")
        case .lost: notes.lose("\(shown), from revision \(next) on", "records of it are missing", library: id)
        }
        if line.others > 0 {
            notes.leaveOut("\(shown), \(line.others) commits", "others have the numbers of their revisions")
        }
        guard let newest = line.commits.last else { return nil }
        // The newest one stays, whatever was expired of others that had its number.
        let gone = library.gone.without(newest.revision)
        let first = min(library.first, newest.revision)
        return PresentLibrary(
            id: id, account: account.id, names: library.names, source: library.source,
            retention: library.retention?.retention ?? OwnRetention(),
            first: gone.range(around: first).map { $0.upperBound + 1 } ?? first, gone: gone, commits: line.commits)
    }
}
