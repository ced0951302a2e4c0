import LockerBase
import Metadata
import PackEngine
import Synchronization

/// What one connection brings to one library until it commits: the entries it staged, the blobs it uploaded, and what
/// in the packs these depend on.
public final class Session: Sendable {
    public let id: UInt64
    /// The connection that opened it; no other may use it, and its end is the session's.
    public let connection: UInt64
    public let account: Account
    /// The library's name. The library itself is made by the first commit that has something for it.
    public let library: String

    /// The most uploads under way at once.
    static let maximumUploads = 16

    private let state = Mutex(State())

    private struct State {
        var staged = Staged()
        /// An entry of each content that was uploaded since the last commit.
        var uploaded: [Digest: Entry] = [:]
        var uploads: [UInt64: Upload] = [:]
        var nextUpload: UInt64 = 1
    }

    init(id: UInt64, connection: UInt64, account: Account, library: String) {
        self.id = id
        self.connection = connection
        self.account = account
        self.library = library
    }

    /// The number of entries and removals staged.
    public var stagedCount: Int { state.withLock { $0.staged.count } }

    /// The bytes of the files that are staged.
    var stagedBytes: Int64 { state.withLock { $0.staged.logicalBytes } }

    /// An entry that was uploaded in this session with the content `blob`.
    func uploadedEntry(holding blob: Digest) -> Entry? {
        state.withLock { $0.uploaded[blob] }
    }

    /// Stages the entry of content that was just stored, and remembers what in the packs it depends on.
    func stageUploaded(_ entry: Entry, ticket: Ticket) throws(LockerError) {
        try state.withLock { (state) throws(LockerError) in
            try state.staged.put([entry])
            state.staged.ticket.merge(ticket)
            if let blob = entry.blob { state.uploaded[blob] = entry }
        }
    }

    func stage(_ entries: [Entry], removals: [EntryPath]) throws(LockerError) {
        try state.withLock { (state) throws(LockerError) in
            try state.staged.put(entries)
            try state.staged.remove(removals)
        }
    }

    /// Hands out what is staged, and leaves nothing staged or known as uploaded: what the commit takes is owned
    /// after it, and what a failed commit lost must not be referred to.
    func takeStaged() -> Staged {
        state.withLock { state in
            defer {
                state.staged = Staged()
                state.uploaded = [:]
            }
            return state.staged
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
