import LockerBase
import LockerCore
import Synchronization
import TTRPC

/// The bounds of calls, by the words of `Capabilities`, as they are at the moment.
final class ServedLimits: Sendable {
    private let server: Mutex<ServerLimits>

    init(_ server: ServerLimits) {
        self.server = Mutex(server)
    }

    /// Lets other limits of the server hold from here on.
    func change(to limits: ServerLimits) {
        server.withLock { $0 = limits }
    }

    /// Bytes, seconds or numbers, as their words say.
    var byName: [String: UInt64] {
        let server = server.withLock { $0 }
        var limits = CallBounds.byName
        limits["message_bytes"] = FrameHeader.lengthLimit
        limits["calls_in_flight"] = server.requestsInFlight
        limits["call_bytes_in_flight"] = server.requestBytesInFlight
        limits["connections_per_user"] = server.connectionsPerUser
        limits["connections_per_frontend"] = max(server.connectionsPerUser, server.connectionsPerFrontend)
        limits["parked_calls"] = server.parkedCalls
        limits["parked_calls_per_connection"] = server.parkedCallsPerConnection
        limits["request_fields"] = RequestLimits.fields
        limits["piece_bytes"] = RequestLimits.pieceBytes
        limits["restored_files"] = RequestLimits.restoredFiles
        limits["ingested_files"] = RequestLimits.ingestedFiles
        limits["recipe_bytes"] = RequestLimits.recipeBytes
        limits["chunks_per_commit"] = RequestLimits.chunksPerCommit
        limits["tracks"] = RequestLimits.tracks
        limits["proofs"] = RequestLimits.proofs
        limits["watched"] = RequestLimits.watched
        limits["watch_seconds"] = Int(RequestLimits.watchSeconds.most)
        limits["path_bytes"] = EntryPath.maximumLength
        return limits.mapValues { UInt64(clamping: $0) }
    }
}
