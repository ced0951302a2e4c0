import LockerBase
import MediaLayout
import Metadata
import PackEngine
import Recipes

/// What one connection brings to one library, or to the catalog, until it commits: the entries it staged, the content
/// it uploaded, and what in the packs these depend on.
public final class Session: Sendable {
    /// What a session's commit is for.
    public enum Target: Sendable {
        /// The library of this name. The library itself is made by the first commit that has something for it.
        case library(String)
        case catalog
    }

    /// Its number, which no other session has until the daemon starts anew.
    public let id: UInt64
    /// The connection that opened it; no other may use it, and its end is the session's.
    public let connection: UInt64
    /// Whom it belongs to, as the account was when it was opened.
    public let account: Account
    /// What its commit is for.
    public let target: Target

    /// The most uploads under way at once.
    static let maximumUploads = 16

    private let state: RankedMutex<State>
    private let budget: UncommittedBudget
    private let packs: PackStore

    private struct State {
        var staged = StagedRevision()
        var uploads: [UInt64: Upload] = [:]
        var nextUpload: UInt64 = 1
        var sinceCommit: UncommittedContent
        var lastUse = ContinuousClock.now
        var lapStart = ContinuousClock.now
    }

    init(
        id: UInt64, connection: UInt64, account: Account, target: Target, budget: UncommittedBudget, packs: PackStore
    ) {
        self.id = id
        self.connection = connection
        self.account = account
        self.target = target
        self.budget = budget
        self.packs = packs
        state = RankedMutex(State(sinceCommit: UncommittedContent(budget, account, packs)), .session)
    }

    /// The library's name.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for a session on the catalog.
    var library: String {
        get throws(LockerError) {
            guard case .library(let name) = target else {
                throw LockerError(
                    .invalidArgument, "session \(id) is on the catalog, which has no libraries; open one on a library")
            }
            return name
        }
    }

    /// The number of entries and removals staged.
    public var stagedCount: Int { state.withLock { $0.staged.count } }

    /// The bytes of the files that are staged.
    var stagedBytes: Int64 { state.withLock { $0.staged.logicalBytes } }

    /// How long ago a call last named it.
    var idleTime: Duration { state.withLock { $0.lastUse.duration(to: .now) } }

    /// How long it has been since the session began, or since this was asked before.
    func lap() -> Duration {
        state.withLock { state in
            let now = ContinuousClock.now
            defer { state.lapStart = now }
            return state.lapStart.duration(to: now)
        }
    }

    func touch() {
        state.withLock { $0.lastUse = .now }
    }

    /// What a call holds from before it stores or finds the first record until it has staged what refers to it: a
    /// commit in between ends the session's own.
    var use: ContentUse { state.withLock { $0.sinceCommit.uses[0] } }

    /// Counts `bytes` that are about to be taken in.
    ///
    /// - Throws: ``LockerError/Code/tooMany`` when the account has too many uncommitted.
    func count(_ bytes: Int64) throws(LockerError) {
        let debt = state.withLock { $0.sinceCommit.debt }
        try debt.add(bytes)
    }

    /// Stages the entry of content that was just stored, and remembers what in the packs it depends on.
    ///
    /// - Parameters:
    ///   - isMatched: whether the catalog gave its audio.
    ///   - use: ``use``, from before it was stored.
    func stageUploaded(
        _ stored: StoredContent, at path: EntryPath, modified: Int64, mode: UInt32?, attributes: EntryAttributes?,
        isMatched: Bool = false, heldBy use: ContentUse
    ) throws(LockerError) {
        let content = stored.content
        let entry = Entry(
            path: path, kind: .file, size: content.size, blob: content.blob, modified: modified, track: content.track,
            mode: mode, chunk: content.chunk, attributes: attributes)
        try state.withLock { (state) throws(LockerError) in
            try state.sinceCommit.memory.add([entry], more: StagingMemory.perContent)
            try state.staged.add([entry])
            state.staged.ticket.merge(stored.ticket)
            state.staged.bring(content, isFirst: stored.isFirst)
            if isMatched, let track = content.track { state.staged.matched.insert(track) }
            state.sinceCommit.contents[content.blob] = UncommittedContent.Uploaded(entry: entry, ticket: stored.ticket)
            state.sinceCommit.add(use)
        }
    }

    /// The same for `files` with these contents, all or none of them.
    func stageUploaded(
        _ stored: StoredContents, of files: [CarriedFile], heldBy use: ContentUse
    ) throws(LockerError) {
        let entries = zip(stored.contents, files).map { content, file in
            Entry(
                path: file.path, kind: .file, size: content.size, blob: content.blob, modified: file.modified,
                track: content.track, mode: file.mode, chunk: content.chunk, attributes: file.attributes)
        }
        try state.withLock { (state) throws(LockerError) in
            try state.sinceCommit.memory.add(entries, more: entries.count * StagingMemory.perContent)
            try state.staged.add(entries)
            state.staged.ticket.merge(stored.ticket)
            for (content, entry) in zip(stored.contents, entries) {
                state.staged.bring(content, isFirst: stored.first.contains(content.blob))
                state.sinceCommit.contents[content.blob] = UncommittedContent.Uploaded(
                    entry: entry, ticket: stored.ticket)
            }
            state.sinceCommit.add(use)
        }
    }

    /// Stages `entries` and `removals`, where the content of every file among the entries was uploaded in this session
    /// or is in `owned`. An entry gets size, track and chunk of its content, and the
    /// session what that depends on.
    ///
    /// - Parameter expected: what the library must have at these paths when it is committed.
    /// - Returns: empty when all are staged; else nothing is, and these are files whose content is neither, the first
    ///   of each content.
    func stage(
        _ entries: [Entry], removals: [EntryPath], expecting expected: [EntryPath: ExpectedEntry],
        owned: [Digest: Entry], heldBy use: ContentUse
    ) throws(LockerError) -> [Entry] {
        try state.withLock { (state) throws(LockerError) in
            let (resolved, others, ticket) = state.sinceCommit.resolve(entries, owned)
            guard others.isEmpty else { return others }
            try state.sinceCommit.memory.add(resolved, removals: removals + expected.keys)
            try state.staged.expect(expected)
            try state.staged.add(resolved, removals: removals)
            state.staged.ticket.merge(ticket)
            state.sinceCommit.add(use)
            return []
        }
    }

    /// Remembers a chunk that was just stored.
    func add(_ chunk: ChunkReference, ticket: DurabilityTicket, heldBy use: ContentUse) throws(LockerError) {
        try state.withLock { (state) throws(LockerError) in
            try state.sinceCommit.memory.add(more: StagingMemory.perChunk)
            try state.sinceCommit.chunks.add(chunk, ticket: ticket)
            state.sinceCommit.add(use)
        }
    }

    /// The bytes of the chunks that were sent.
    var uploadedBytes: Int64 { state.withLock { $0.sinceCommit.chunks.bytes } }

    /// The chunks that were sent, and what in the packs they are.
    var uploadedChunks: UploadedChunks { state.withLock { $0.sinceCommit.chunks } }

    /// Hands out what is staged, and leaves nothing staged or known as uploaded: what the commit takes is owned
    /// after it, and what a failed commit lost must not be referred to.
    func takeStaged() -> StagedRevision {
        let fresh = UncommittedContent(budget, account, packs)
        return state.withLock { state in
            var taken = state.staged
            taken.uses = state.sinceCommit.uses
            taken.memory = state.sinceCommit.memory
            state.staged = StagedRevision()
            state.sinceCommit = fresh
            return taken
        }
    }

    func begin(_ upload: Upload) throws(LockerError) -> UInt64 {
        try state.withLock { (state) throws(LockerError) in
            guard state.uploads.count < Session.maximumUploads else {
                throw LockerError(
                    .tooMany, "\(Session.maximumUploads) uploads are under way in this session; finish one first")
            }
            defer { state.nextUpload += 1 }
            state.uploads[state.nextUpload] = upload
            return state.nextUpload
        }
    }

    func upload(_ id: UInt64) throws(LockerError) -> Upload {
        guard let upload = state.withLock({ $0.uploads[id] }) else {
            throw LockerError(.notFound, "upload \(id): no such upload is under way in this session")
        }
        return upload
    }

    func end(upload id: UInt64) {
        state.withLock { _ = $0.uploads.removeValue(forKey: id) }
    }
}
