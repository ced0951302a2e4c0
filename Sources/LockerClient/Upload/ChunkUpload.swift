import FoundationEssentials
import LockerAPI
import LockerBase

/// Sends chunks, as many in a message as it may have. For one thread.
public final class ChunkUpload {
    /// The most chunks in one message, which names its session besides.
    private static let maximumCount = RequestLimits.fields - 1

    private let session: UploadSession
    private let sent: SentChunks
    private var request = Locker_V1_PutChunksRequest()
    private var digests: Set<Digest> = []
    private var bytes = 0
    /// Bytes of chunks that have crossed the socket.
    public private(set) var sentBytes = 0

    /// - Parameter sent: what all uploads in the session have sent.
    public init(session: UploadSession, sent: SentChunks) {
        self.session = session
        self.sent = sent
        request.session = session.id
    }

    /// Whether the chunk of this name was sent, or is about to be.
    public func contains(_ digest: Digest) -> Bool {
        digests.contains(digest) || sent.contains(digest)
    }

    /// Sends a chunk, together with others: now, or with the next ``flush()``. Others rely on what is remembered as
    /// sent, so that `digest` has to be that of the chunk.
    public func add(_ chunk: [UInt8], named digest: Digest) throws(LockerError) {
        let isFull = bytes + chunk.count > RequestLimits.pieceBytes || digests.count == ChunkUpload.maximumCount
        if isFull { try flush() }
        request.chunks.append(Data(chunk))
        digests.insert(digest)
        bytes += chunk.count
    }

    /// Sends what waits for more. When it returns, the daemon has all.
    public func flush() throws(LockerError) {
        guard !digests.isEmpty else { return }
        _ = try session.connection.call(LockerMethods.putChunks, request)
        sent.insert(digests)
        sentBytes += bytes
        request.chunks = []
        digests = []
        bytes = 0
    }
}
