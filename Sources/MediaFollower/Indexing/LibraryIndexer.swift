import FoundationEssentials
import LockerAPI
import LockerBase
import MediaFacts
import MediaIndex
import MediaWorker
import POSIXSupport

/// Brings what the index has of one library up to its newest revision.
struct LibraryIndexer: Sendable {
    let source: any LibrarySource
    let index: IndexCalls
    let readers: TagReaders
    let counts: FollowerCounts
    let name: FollowedLibrary

    /// Entries in a page: so many are in memory at a time.
    static let page: UInt32 = 2000

    func run() async throws(LockerError) {
        let known = try await index.run { [name] (index) throws(LockerError) in
            try index.libraries(of: name.account)[name.library]
        }
        if let known, try await follow(from: known) { return }
        try await tellAnew()
    }

    /// Tells what has changed since a revision. Returns false where the daemon does not know that any more.
    private func follow(from known: UInt64) async throws(LockerError) -> Bool {
        var request = Locker_V1_ChangesRequest()
        (request.library, request.since) = (name.library, known)
        (request.partial, request.limit) = (true, LibraryIndexer.page)
        guard var page = try await first(request) else { return false }
        var (pending, place) = (PendingUpdate(), PagePlace())
        while true {
            for change in page.changes {
                pending.add(change)
                if pending.isFull { try await tell(pending.take(), of: page.revision, isLast: false) }
            }
            guard page.more else { break }
            try place.advance(to: page.next, or: page.changes.last?.path)
            (request.until, request.after) = (page.revision, place.after)
            page = try await source.changes(request, of: name.account)
        }
        if page.revision != known || !pending.isEmpty {
            try await tell(pending, of: page.revision, isLast: true)
        }
        return true
    }

    /// The first page; nil where the revision has expired, or is one of another life of the store.
    private func first(_ request: Locker_V1_ChangesRequest) async throws(LockerError) -> Locker_V1_ChangesResponse? {
        do throws(LockerError) {
            return try await source.changes(request, of: name.account)
        } catch {
            switch error.code {
            case .notFound, .invalidArgument, .failedPrecondition: return nil
            default: throw error
            }
        }
    }

    /// Tells all that is there, in the place of what was told before.
    private func tellAnew() async throws(LockerError) {
        var request = Locker_V1_ListRequest()
        request.library = name.library
        (request.partial, request.limit) = (true, LibraryIndexer.page)
        guard var page = try await first(request) else { return try await forget() }
        try await index.run { [name] (index) throws(LockerError) in
            try index.renew(account: name.account, library: name.library)
        }
        var (pending, place) = (PendingUpdate(), PagePlace())
        while true {
            for entry in page.entries {
                pending.add(entry)
                if pending.isFull { try await tell(pending.take(), of: page.revision, isLast: false) }
            }
            guard page.more else { break }
            try place.advance(to: page.next, or: page.entries.last?.path)
            (request.revision, request.after) = (page.revision, place.after)
            page = try await source.list(request, of: name.account)
        }
        try await tell(pending, of: page.revision, isLast: true)
    }

    /// The first page; nil where there is no such library.
    private func first(_ request: Locker_V1_ListRequest) async throws(LockerError) -> Locker_V1_ListResponse? {
        do throws(LockerError) {
            return try await source.list(request, of: name.account)
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
    }

    private func forget() async throws(LockerError) {
        try await index.run { [name] (index) throws(LockerError) in
            try index.forget(account: name.account, library: name.library)
        }
    }

    /// Reads the songs that are not known, and tells the index all of it in one transaction.
    private func tell(_ pending: PendingUpdate, of revision: UInt64, isLast: Bool) async throws(LockerError) {
        let facts = try await facts(of: pending.files.filter(\.isSong), revision)
        var update = LibraryUpdate(
            account: name.account, library: name.library, revision: isLast ? revision : nil, removed: pending.removed)
        for file in pending.files {
            guard let content = file.content(facts) else {
                update.removed.append(file.path)
                continue
            }
            update.files.append(
                LibraryUpdate.File(
                    path: file.path, blob: file.blob, track: file.track, size: file.size, modified: file.modified,
                    content: content))
        }
        let told = update
        try await index.run { (index) throws(LockerError) in try index.apply(told, at: MachineClock.time) }
    }

    /// What the songs say, by what is known of their blobs already, whoever has them, or else by reading them.
    private func facts(of songs: [ListedFile], _ revision: UInt64) async throws(LockerError) -> [Digest: SongFacts] {
        guard !songs.isEmpty else { return [:] }
        let blobs = Array(Set(songs.map(\.blob)))
        var facts = try await index.run { (index) throws(LockerError) -> [Digest: SongFacts] in
            var facts = try index.facts(of: blobs)
            for blob in try index.unread(blobs.filter { facts[$0] == nil }) { facts[blob] = SongFacts() }
            return facts
        }
        var seen = Set(facts.keys)
        let new = songs.filter { seen.insert($0.blob).inserted }
        guard !new.isEmpty else { return facts }
        let gatherer = SongGatherer(source: source, readers: readers, counts: counts, name: name, revision: revision)
        let gathered = try await gatherer.read(new)
        let failures = gathered.failures
        if !failures.isEmpty {
            try await index.run { (index) throws(LockerError) in
                try index.noteUnread(failures, at: MachineClock.time)
            }
        }
        facts.merge(gathered.facts) { known, _ in known }
        return facts
    }
}

extension ListedFile {
    /// What the index is told of it; nil where the song is gone meanwhile.
    fileprivate func content(_ facts: [Digest: SongFacts]) -> LibraryUpdate.Content? {
        guard isSong else { return .picture }
        guard let said = facts[blob] else { return nil }
        return .song(said)
    }
}
