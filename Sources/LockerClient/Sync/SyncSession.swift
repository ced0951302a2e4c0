import FoundationEssentials
import LockerAPI
import LockerBase

/// A session on a library, and the batches in which entries without content are staged in it.
struct SyncSession: Sendable {
    /// Bytes of paths and targets in one request: far below the 4 MiB that a message may have.
    private static let stageBytes = 1 << 20

    let connection: LockerConnection
    let id: UInt64
    /// The library's newest revision when the session was opened, 0 for none.
    let base: UInt64
    /// Where the library was last synced from. Nil: not known.
    let source: Locker_V1_Source?

    init(connection: LockerConnection, library: String) throws(LockerError) {
        var request = Locker_V1_OpenSessionRequest()
        request.library = library
        let response = try connection.call(LockerMethods.openSession, request)
        self.connection = connection
        id = response.session
        base = response.revision
        source = response.hasSource ? response.source : nil
    }

    func stage(_ items: [TreeItem], removals: [EntryPath]) throws(LockerError) {
        var request = newRequest()
        var bytes = 0
        for path in removals {
            request.removals.append(Data(path.bytes))
            try flush(&request, &bytes, adding: path.bytes.count)
        }
        for item in items {
            let entry = SyncSession.entry(item)
            request.entries.append(entry)
            try flush(&request, &bytes, adding: item.path.bytes.count + entry.target.count)
        }
        if bytes > 0 { _ = try connection.call(LockerMethods.stage, request) }
    }

    /// Stages the entry of `file`, whose content the account holds as `blob`.
    ///
    /// - Throws: ``LockerError/Code/permissionDenied`` when it does not.
    func stage(_ file: SourceFile, of blob: Digest, at path: EntryPath) throws(LockerError) {
        var entry = Locker_V1_Entry()
        entry.path = Data(path.bytes)
        entry.kind = .file
        entry.blob = Data(blob.bytes)
        entry.modified = file.stamp.modified
        entry.mode = file.mode
        var request = newRequest()
        request.entries = [entry]
        _ = try connection.call(LockerMethods.stage, request)
    }

    /// Makes what is staged a revision. Returns the library's newest one, and whether it is the session's own: when
    /// nothing differs from what the library holds, none is made.
    ///
    /// - Parameter source: the folder that is synced, for the library to remember.
    func commit(from source: Locker_V1_Source?) throws(LockerError) -> (revision: UInt64, isOwn: Bool) {
        var request = Locker_V1_CommitRequest()
        request.session = id
        if let source { request.source = source }
        let response = try connection.call(LockerMethods.commit, request)
        return (response.revision, [response.added, response.changed, response.removed].contains { $0 > 0 })
    }

    func close() throws(LockerError) {
        var request = Locker_V1_CloseSessionRequest()
        request.session = id
        _ = try connection.call(LockerMethods.closeSession, request)
    }

    private func newRequest() -> Locker_V1_StageRequest {
        var request = Locker_V1_StageRequest()
        request.session = id
        return request
    }

    private func flush(
        _ request: inout Locker_V1_StageRequest, _ bytes: inout Int, adding added: Int
    ) throws(LockerError) {
        // 64 bytes stand for what surrounds a path in the message.
        bytes += added + 64
        guard bytes >= SyncSession.stageBytes else { return }
        _ = try connection.call(LockerMethods.stage, request)
        request = newRequest()
        bytes = 0
    }

    private static func entry(_ item: TreeItem) -> Locker_V1_Entry {
        var entry = Locker_V1_Entry()
        entry.path = Data(item.path.bytes)
        entry.modified = item.modified
        if let mode = item.mode { entry.mode = mode }
        switch item.content {
        case .file: entry.kind = .file
        case .folder: entry.kind = .folder
        case .link(let target):
            entry.kind = .symlink
            entry.target = Data(target)
            entry.size = UInt64(target.count)
        }
        return entry
    }
}
