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
        /// The contents that were uploaded since the last commit.
        var uploaded: [Digest: Uploaded] = [:]
        var uploads: [UInt64: Upload] = [:]
        var nextUpload: UInt64 = 1
    }

    /// Content that was uploaded, under one of its entries, and what in the packs it depends on.
    private struct Uploaded {
        let entry: Entry
        let ticket: Ticket
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

    /// Stages the entry of content that was just stored, and remembers what in the packs it depends on.
    func stageUploaded(_ entry: Entry, ticket: Ticket) throws(LockerError) {
        try state.withLock { (state) throws(LockerError) in
            try state.staged.add([entry])
            state.staged.ticket.merge(ticket)
            if let blob = entry.blob { state.uploaded[blob] = Uploaded(entry: entry, ticket: ticket) }
        }
    }

    /// Stages `entries` and `removals`, where the content of every file among the entries was uploaded in this session
    /// or is in `owned`. An entry gets the size and track of its content, and the session what that depends on.
    ///
    /// - Returns: nil when all are staged; else a file whose content is neither, and nothing is.
    func stage(
        _ entries: [Entry], removals: [EntryPath], owned: [Digest: Entry]
    ) throws(LockerError) -> Entry? {
        try state.withLock { (state) throws(LockerError) in
            var resolved: [Entry] = []
            var ticket = Ticket()
            for entry in entries {
                guard entry.kind == .file, let blob = entry.blob else {
                    resolved.append(entry)
                    continue
                }
                let uploaded = state.uploaded[blob]
                guard let known = uploaded?.entry ?? owned[blob] else { return entry }
                if let uploaded { ticket.merge(uploaded.ticket) }
                resolved.append(entry.withContent(of: known))
            }
            try state.staged.add(resolved, removals: removals)
            state.staged.ticket.merge(ticket)
            return nil
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

extension Entry {
    /// This entry with the size and track of `known`, which has the same content: what a client says of them is a claim.
    fileprivate func withContent(of known: Entry) -> Entry {
        Entry(path: path, kind: .file, size: known.size, blob: blob, modified: modified, track: known.track)
    }
}
