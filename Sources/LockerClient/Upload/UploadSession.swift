import FoundationEssentials
import LockerAPI
import LockerBase

/// A session on a library or on the catalog: what is staged in it becomes part of that in one step.
public struct UploadSession: Sendable {
    /// Bytes of paths, targets and attributes in one request: far below the 4 MiB that a message may have.
    private static let stageBytes = 1 << 20

    /// The connection that it was opened on, and ends with.
    public let connection: LockerConnection
    /// Its number on that connection.
    public let id: UInt64
    /// The library's newest revision when the session was opened, 0 for none.
    public let base: UInt64
    /// Where the library was last synced from. Nil: not known.
    public let source: Locker_V1_Source?

    /// Opens a session on the library of that name, which need not be there yet.
    ///
    /// - Parameter device: the number of the device that it is for; empty for not telling.
    /// - Throws: ``LockerError/Code/permissionDenied`` for a device that was removed.
    public init(connection: LockerConnection, library: String, device: Data = Data()) throws(LockerError) {
        var request = Locker_V1_OpenSessionRequest()
        request.library = library
        request.device = device
        let response = try connection.call(LockerMethods.openSession, request)
        self.connection = connection
        id = response.session
        base = response.revision
        source = response.hasSource ? response.source : nil
    }

    /// Stages entries without content, or whose content the account holds, and removals.
    ///
    /// - Throws: ``LockerError/Code/permissionDenied`` for content that the account does not hold.
    public func stage(
        _ entries: some Sequence<Locker_V1_Entry>, removals: some Sequence<EntryPath> = []
    ) throws(LockerError) {
        var request = newRequest()
        var bytes = 0
        for path in removals {
            request.removals.append(Data(path.bytes))
            try flush(&request, &bytes, adding: path.bytes.count)
        }
        for entry in entries {
            request.entries.append(entry)
            let attributes = entry.hasAttributes ? UploadSession.size(of: entry.attributes) : 0
            try flush(&request, &bytes, adding: entry.path.count + entry.target.count + attributes)
        }
        if bytes > 0 { _ = try connection.call(LockerMethods.stage, request) }
    }

    /// Stages what the library must have when this is committed. A daemon that does not know of that makes the commit all
    /// the same.
    public func expect(_ entries: some Sequence<Locker_V1_ExpectedEntry>) throws(LockerError) {
        guard try connection.has(.preconditions) else { return }
        var request = newRequest()
        var bytes = 0
        for entry in entries {
            request.expected.append(entry)
            try flush(&request, &bytes, adding: entry.path.count + entry.target.count)
        }
        if bytes > 0 { _ = try connection.call(LockerMethods.stage, request) }
    }

    /// Makes what is staged a revision. Returns the library's newest one, and whether it is the session's own: when
    /// nothing differs from what the library holds, none is made.
    ///
    /// Where too many others wait for the library, it waits for them, as long as ``BusyWait`` has it.
    ///
    /// - Parameters:
    ///   - source: where the library comes from after this, for it to remember.
    ///   - description: what is said of the revision.
    /// - Throws: ``LockerError/Code/conflict`` where the library has not what the session expects.
    public func commit(
        from source: Locker_V1_Source?, saying description: CommitDescription = CommitDescription()
    ) throws(LockerError) -> (revision: UInt64, isOwn: Bool) {
        var request = Locker_V1_CommitRequest()
        request.session = id
        if let source { request.source = source }
        request.say(description)
        let response = try commit(request)
        return (response.revision, [response.added, response.changed, response.removed].contains { $0 > 0 })
    }

    private func commit(_ request: Locker_V1_CommitRequest) throws(LockerError) -> Locker_V1_CommitResponse {
        var wait = BusyWait()
        while true {
            do throws(LockerError) {
                return try connection.call(LockerMethods.commit, request)
            } catch {
                // After any other refusal, and of an older daemon, what was staged is forgotten: another commit would be
                // one of nothing, and succeed.
                guard error.hint == .tryAgain, wait.next != nil else { throw wait.told(error) }
                wait.pause()
            }
        }
    }

    /// Forgets what is staged and not committed.
    public func close() throws(LockerError) {
        var request = Locker_V1_CloseSessionRequest()
        request.session = id
        _ = try connection.call(LockerMethods.closeSession, request)
    }

    private static func size(of attributes: Locker_V1_Attributes) -> Int {
        attributes.pairs.reduce(0) { $0 + $1.name.utf8.count + $1.value.count + surroundings }
    }

    /// The bytes that stand for what surrounds a path or an attribute in the message.
    private static let surroundings = 64

    private func newRequest() -> Locker_V1_StageRequest {
        var request = Locker_V1_StageRequest()
        request.session = id
        return request
    }

    private func flush(
        _ request: inout Locker_V1_StageRequest, _ bytes: inout Int, adding added: Int
    ) throws(LockerError) {
        bytes += added + UploadSession.surroundings
        guard bytes >= UploadSession.stageBytes else { return }
        _ = try connection.call(LockerMethods.stage, request)
        request = newRequest()
        bytes = 0
    }
}

extension Locker_V1_CommitRequest {
    /// Says that of the revision.
    public mutating func say(_ description: CommitDescription) {
        if let told = description.origin { origin = told }
        note = description.note
        if let base = description.base { baseRevision = base }
    }
}
