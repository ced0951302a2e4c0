import FoundationEssentials
import LockerAPI
import LockerBase

extension DaemonSession {
    /// The most bytes of paths, targets and attributes in one request, and the most entries: far below what a message may
    /// have.
    private static let most = (bytes: 1 << 20, entries: 200)

    /// Stages entries without content, or whose content the account holds, and removals.
    ///
    /// - Parameter expecting: what the library must have when the session is committed.
    /// - Throws: ``LockerError/Code/permissionDenied`` for content that the account does not hold;
    ///   ``LockerError/Code/unimplemented`` for expectations that the daemon would pass over.
    package func stage(
        _ entries: [Locker_V1_Entry] = [], removals: [EntryPath] = [], expecting: [Locker_V1_ExpectedEntry] = []
    ) async throws(LockerError) {
        if !expecting.isEmpty { try require(.preconditions, to: "change a library only while it has what is expected") }
        var request = newRequest()
        var (bytes, count) = (0, 0)
        for path in removals {
            request.removals.append(Data(path.bytes))
            try await flush(&request, &bytes, &count, adding: path.bytes.count)
        }
        for entry in entries {
            request.entries.append(entry)
            let attributes = entry.attributes.pairs.reduce(0) { $0 + $1.name.utf8.count + $1.value.count }
            try await flush(&request, &bytes, &count, adding: entry.path.count + entry.target.count + attributes)
        }
        for entry in expecting {
            request.expected.append(entry)
            try await flush(&request, &bytes, &count, adding: entry.path.count + entry.target.count)
        }
        if count > 0 { _ = try await call(LockerMethods.stage, request) }
    }

    private func newRequest() -> Locker_V1_StageRequest {
        var request = Locker_V1_StageRequest()
        request.session = id
        return request
    }

    private func flush(
        _ request: inout Locker_V1_StageRequest, _ bytes: inout Int, _ count: inout Int, adding added: Int
    ) async throws(LockerError) {
        bytes += added
        count += 1
        guard bytes >= DaemonSession.most.bytes || count >= DaemonSession.most.entries else { return }
        _ = try await call(LockerMethods.stage, request)
        request = newRequest()
        (bytes, count) = (0, 0)
    }
}
