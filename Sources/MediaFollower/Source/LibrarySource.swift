import LockerAPI
import LockerBase

/// What is asked of the daemon to follow libraries.
package protocol LibrarySource: Sendable {
    /// Waits until one of `libraries` is other than it is known; nothing is told where the time is over.
    func watch(_ libraries: [Locker_V1_WatchedLibrary]) async throws(LockerError) -> [Locker_V1_LibraryNews]

    /// One page of what differs between two revisions of a library of the account.
    func changes(
        _ request: Locker_V1_ChangesRequest, of account: String
    ) async throws(LockerError) -> Locker_V1_ChangesResponse

    /// One page of what is in one.
    func list(_ request: Locker_V1_ListRequest, of account: String) async throws(LockerError) -> Locker_V1_ListResponse

    /// Short files, whole.
    func files(
        _ request: Locker_V1_RestoreFilesRequest, of account: String
    ) async throws(LockerError) -> Locker_V1_RestoreFilesResponse

    /// At most a MiB of a content that an entry of the account has; fewer bytes where it ends before.
    func content(
        of blob: Digest, _ range: Range<Int>, account: String
    ) async throws(LockerError) -> [UInt8]
}

extension LibrarySource {
    /// As ``content(of:_:account:)``; nil for what is not there any more, or damaged.
    func piece(
        of blob: Digest, _ range: Range<Int>, account: String
    ) async throws(LockerError) -> [UInt8]? {
        do throws(LockerError) {
            return try await content(of: blob, range, account: account)
        } catch {
            guard error.code == .notFound || error.code == .dataLoss else { throw error }
            return nil
        }
    }
}
