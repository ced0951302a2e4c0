import LockerBase
import Metadata
import PackEngine

extension Rebuild {
    /// A library that is to be written.
    private struct Found {
        let id: Int64
        let name: String
        let first: Int64
        let commits: [RecordedCommit]
    }

    func writeLibraries(
        _ history: RecordedHistory, _ accounts: [Int64: Account], to target: MetadataRebuild
    ) throws(LockerError) {
        let libraries = try find(history, accounts)
        job.begin("writing libraries", total: libraries.reduce(0) { $0 + $1.commits.count })
        var done = 0
        for library in libraries {
            guard let newest = library.commits.last else { continue }
            var writer = try LibraryRebuild(
                target, id: library.id, account: newest.account, name: library.name,
                first: min(library.first, newest.revision))
            for commit in library.commits {
                writer.begin(created: commit.created)
                for part in commit.parts { try apply(try record(part), to: &writer) }
                try writer.end(as: commit.digest)
                done += 1
                try job.advance(to: done)
            }
            try writer.finish()
        }
    }

    private func apply(_ record: Locker_Store_V1_Commit, to writer: inout LibraryRebuild) throws(LockerError) {
        for put in record.puts { try writer.put(try Entry(put)) }
        for path in record.removals { try writer.remove(try EntryPath(path)) }
    }

    /// The libraries of accounts that are there, in the order of their numbers.
    private func find(
        _ history: RecordedHistory, _ accounts: [Int64: Account]
    ) throws(LockerError) -> [Found] {
        var found: [Found] = []
        var newest: [String: (index: Int, order: RecordOrder)] = [:]
        for (id, library) in history.libraries.sorted(by: { $0.key < $1.key }) {
            guard let line = library.line() else {
                if library.parts.values.contains(where: { accounts[$0.account] != nil }) {
                    lose("library \(id)", "records of it are missing")
                }
                continue
            }
            guard let last = line.commits.last, let account = accounts[last.account] else { continue }
            let name = try record(last.digest).libraryName
            let shown = "library '\(EntryPath.printable(name.utf8))' of \(account.name)"
            if line.lost > 0 {
                lose("\(shown), revisions from \(last.revision + 1)", "records of them are missing")
            }
            let commits = try acknowledged(line, shown)
            guard let order = commits.last?.order else { continue }
            // Two numbers for one library: only the later one was ever acknowledged in this store.
            let key = "\(account.id) \(name)"
            if let other = newest[key] {
                leaveOut("a second \(shown)", "another one has its name")
                if other.order > order { continue }
                found[other.index] = Found(id: id, name: name, first: library.first, commits: commits)
                newest[key] = (other.index, order)
                continue
            }
            newest[key] = (found.count, order)
            found.append(Found(id: id, name: name, first: library.first, commits: commits))
        }
        return found
    }

    /// The commits up to the newest whose content is there. A crash may have kept the database from taking a commit, and
    /// then a compaction did not know of it: nobody was told of that revision.
    private func acknowledged(_ line: RecordedLibrary.Line, _ library: String) throws(LockerError) -> [RecordedCommit] {
        var before = line.commits
        guard let newest = before.popLast() else { return [] }
        for candidate in [newest] + line.rivals {
            if try isStored(candidate) { return before + [candidate] }
            leaveOut(
                "\(library), revision \(candidate.revision)",
                "it was never acknowledged, and files of it are not stored")
        }
        return before
    }

    private func isStored(_ commit: RecordedCommit) throws(LockerError) -> Bool {
        for part in commit.parts {
            for put in try record(part).puts {
                if let blob = Digest(put.blob), try packs.locate(.recipe, blob) == nil { return false }
            }
        }
        return true
    }
}
