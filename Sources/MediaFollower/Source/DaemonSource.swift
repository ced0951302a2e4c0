import DaemonLink
import FoundationEssentials
import LockerAPI
import LockerBase

/// The daemon itself.
package struct DaemonSource: LibrarySource {
    let daemon: LinkedDaemon

    /// Seconds that the daemon waits for news at a time.
    private static let watchTime: UInt32 = 240

    package init(_ daemon: LinkedDaemon) {
        self.daemon = daemon
    }

    package func watch(
        _ libraries: [Locker_V1_WatchedLibrary]
    ) async throws(LockerError) -> [Locker_V1_LibraryNews] {
        try await DaemonWatch(daemon).next(libraries, within: DaemonSource.watchTime).libraries
    }

    package func changes(
        _ request: Locker_V1_ChangesRequest, of account: String
    ) async throws(LockerError) -> Locker_V1_ChangesResponse {
        try await daemon.call(LockerMethods.changes, request, for: account, within: LinkBounds.upkeep)
    }

    package func list(
        _ request: Locker_V1_ListRequest, of account: String
    ) async throws(LockerError) -> Locker_V1_ListResponse {
        try await daemon.call(LockerMethods.list, request, for: account, within: LinkBounds.upkeep)
    }

    package func files(
        _ request: Locker_V1_RestoreFilesRequest, of account: String
    ) async throws(LockerError) -> Locker_V1_RestoreFilesResponse {
        try await daemon.call(LockerMethods.restoreFiles, request, for: account, within: LinkBounds.upkeep)
    }

    package func content(
        of blob: Digest, _ range: Range<Int>, account: String
    ) async throws(LockerError) -> [UInt8] {
        var request = Locker_V1_ReadBlobRequest()
        request.blob = Data(blob.bytes)
        request.offset = UInt64(clamping: range.lowerBound)
        request.length = UInt32(clamping: min(range.count, RequestLimits.pieceBytes))
        let answer = try await daemon.call(
            LockerMethods.readBlob, request, for: account, within: LinkBounds.upkeep)
        return Array(answer.data)
    }
}
