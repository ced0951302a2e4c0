import FoundationEssentials
import LockerAPI
import LockerBase
import MediaFollower
import Synchronization

/// Libraries in memory, as the daemon tells of them. A file's blob is the digest of its bytes.
final class ShelfSource: LibrarySource {
    typealias Files = [String: [UInt8]]

    private struct State {
        /// By account and library, the newest last; the number of the first one.
        var libraries: [String: [String: (first: UInt64, revisions: [Files])]] = [:]
        var refusals = 0
        var asked: [String: Int] = [:]
        /// Bytes of content that were given.
        var given = 0
    }

    private let state = Mutex(State())

    /// Puts the next revision of a library there, and returns its number.
    @discardableResult
    func commit(_ files: Files, to library: String = "Music", of account: String = "alice") -> UInt64 {
        state.withLock { state in
            var kept = state.libraries[account]?[library] ?? (first: 1, revisions: [])
            kept.revisions.append(files)
            state.libraries[account, default: [:]][library] = kept
            return kept.first + UInt64(kept.revisions.count) - 1
        }
    }

    func remove(_ library: String, of account: String = "alice") {
        state.withLock { $0.libraries[account]?[library] = nil }
    }

    /// Forgets all revisions but the newest.
    func expire(_ library: String = "Music", of account: String = "alice") {
        state.withLock { state in
            guard let kept = state.libraries[account]?[library], let last = kept.revisions.last else { return }
            let first = kept.first + UInt64(kept.revisions.count) - 1
            state.libraries[account]?[library] = (first: first, revisions: [last])
        }
    }

    /// Fails so many of the calls for content that come.
    func refuse(_ count: Int) {
        state.withLock { $0.refusals = count }
    }

    /// How often a call was made, and the bytes of content that were given.
    func asked(_ call: String) -> Int { state.withLock { $0.asked[call] ?? 0 } }
    var given: Int { state.withLock { $0.given } }

    func forgetAsked() {
        state.withLock { ($0.asked, $0.given) = ([:], 0) }
    }

    static func blob(_ bytes: [UInt8]) -> Digest { SHA256.digest(of: bytes) }

    func watch(_ libraries: [Locker_V1_WatchedLibrary]) async throws(LockerError) -> [Locker_V1_LibraryNews] {
        while true {
            let news = state.withLock {
                ShelfSource.news($0.libraries.mapValues { $0.mapValues(ShelfSource.newest) }, libraries)
            }
            if !news.isEmpty { return news }
            do {
                try await Task.sleep(for: .milliseconds(5))
            } catch {
                throw LockerError(.cancelled, "watch")
            }
        }
    }

    private static func newest(_ library: (first: UInt64, revisions: [Files])) -> UInt64 {
        library.first + UInt64(library.revisions.count) - 1
    }

    private static func news(
        _ there: [String: [String: UInt64]], _ watched: [Locker_V1_WatchedLibrary]
    ) -> [Locker_V1_LibraryNews] {
        var news: [Locker_V1_LibraryNews] = []
        for account in Set(watched.map(\.account)) {
            var known: [String: UInt64] = [:]
            for one in watched where one.account == account && !one.library.isEmpty {
                known[one.library] = one.revision
            }
            let libraries = there[account] ?? [:]
            for library in Set(known.keys).union(libraries.keys) where libraries[library] != known[library] {
                var one = Locker_V1_LibraryNews()
                (one.account, one.library) = (account, library)
                (one.revision, one.gone) = (libraries[library] ?? 0, libraries[library] == nil)
                news.append(one)
            }
        }
        return news
    }

    /// The files of a revision, the newest where none is named, and its number.
    private func files(
        _ account: String, _ library: String, _ revision: UInt64?, _ call: String
    ) throws(LockerError) -> (Files, UInt64) {
        let found: (Files, UInt64)? = state.withLock { state in
            state.asked[call, default: 0] += 1
            guard let kept = state.libraries[account]?[library] else { return nil }
            let number = revision ?? ShelfSource.newest(kept)
            let place = Int(number) - Int(kept.first)
            return kept.revisions.indices.contains(place) ? (kept.revisions[place], number) : nil
        }
        guard let found else { throw LockerError(.notFound, "\(library): no such revision") }
        return found
    }

    func changes(
        _ request: Locker_V1_ChangesRequest, of account: String
    ) async throws(LockerError) -> Locker_V1_ChangesResponse {
        let (old, _) = try files(account, request.library, request.since, "Changes")
        let (new, number) = try files(account, request.library, request.hasUntil ? request.until : nil, "Until")
        let paths = Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
        let page = ShelfSource.page(Array(paths), behind: request.after, request.limit)
        var answer = Locker_V1_ChangesResponse()
        (answer.revision, answer.more, answer.next) = (number, page.more, page.next)
        answer.changes = page.paths.map { path in
            var change = Locker_V1_Change()
            (change.path, change.existed) = (Data(path.utf8), old[path] != nil)
            if let bytes = new[path] { change.entry = ShelfSource.entry(path, bytes) }
            return change
        }
        return answer
    }

    func list(
        _ request: Locker_V1_ListRequest, of account: String
    ) async throws(LockerError) -> Locker_V1_ListResponse {
        let (files, number) = try files(
            account, request.library, request.hasRevision ? request.revision : nil, "List")
        let page = ShelfSource.page(Array(files.keys), behind: request.after, request.limit)
        var answer = Locker_V1_ListResponse()
        (answer.revision, answer.more, answer.next) = (number, page.more, page.next)
        answer.entries = page.paths.map { ShelfSource.entry($0, files[$0] ?? []) }
        return answer
    }

    /// A page, as it would end early where much lies between its entries.
    private static func page(
        _ paths: [String], behind after: Data, _ limit: UInt32
    ) -> (paths: [String], more: Bool, next: Data) {
        let rest = paths.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
            .filter { after.lexicographicallyPrecedes(Data($0.utf8)) }
        let page = Array(rest.prefix(min(Int(limit), 150)))
        return (page, page.count < rest.count, page.count < rest.count ? Data((page.last ?? "").utf8) : Data())
    }

    private static func entry(_ path: String, _ bytes: [UInt8]) -> Locker_V1_Entry {
        var entry = Locker_V1_Entry()
        (entry.path, entry.kind) = (Data(path.utf8), .file)
        (entry.size, entry.blob) = (UInt64(bytes.count), Data(blob(bytes).bytes))
        entry.modified = 1_000_000_000
        return entry
    }

    func files(
        _ request: Locker_V1_RestoreFilesRequest, of account: String
    ) async throws(LockerError) -> Locker_V1_RestoreFilesResponse {
        try refuse()
        let (files, _) = try files(account, request.library, request.revision, "RestoreFiles")
        var answer = Locker_V1_RestoreFilesResponse()
        for (place, path) in request.paths.enumerated() {
            let bytes = files[String(decoding: path, as: UTF8.self)]
            if answer.content.count + (bytes?.count ?? 0) > 1 << 20 { break }
            if bytes == nil {
                answer.failures.append(Locker_V1_FileFailure(LockerError(.notFound, "gone"), at: place))
            }
            answer.sizes.append(UInt64(bytes?.count ?? 0))
            answer.content.append(contentsOf: bytes ?? [])
        }
        let count = answer.content.count
        state.withLock { $0.given += count }
        return answer
    }

    func content(
        of blob: Digest, _ range: Range<Int>, account: String
    ) async throws(LockerError) -> [UInt8] {
        try refuse()
        let found: [UInt8]? = state.withLock { state in
            state.asked["ReadBlob", default: 0] += 1
            let all = (state.libraries[account] ?? [:]).values.flatMap { $0.revisions.flatMap(\.values) }
            guard let bytes = all.first(where: { ShelfSource.blob($0) == blob }) else { return nil }
            let piece = Array(bytes[range.clamped(to: 0..<bytes.count)])
            state.given += piece.count
            return piece
        }
        guard let found else { throw LockerError(.notFound, "no such content") }
        return found
    }

    private func refuse() throws(LockerError) {
        let isRefused = state.withLock { state in
            guard state.refusals > 0 else { return false }
            state.refusals -= 1
            return true
        }
        if isRefused { throw LockerError(.unavailable, "not now") }
    }
}
