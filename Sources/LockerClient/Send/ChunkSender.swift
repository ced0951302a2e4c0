import FoundationEssentials
import LockerAPI
import LockerBase

/// Sends the missing chunks of one file after the other, as many in a message as it may have. For one thread.
final class ChunkSender {
    /// The most bytes of chunks in one message.
    private static let maximumBytes = 1 << 20
    /// The most chunks in one message, which names its session besides.
    private static let maximumCount = RequestLimits.fields - 1

    private let session: SyncSession
    private let sent: SentChunks
    private let observer: any ProgressObserver
    private let hash = SHA256()
    private var request = Locker_V1_PutChunksRequest()
    private var digests: Set<Digest> = []
    private var bytes = 0
    /// Bytes of chunks that have crossed the socket.
    private(set) var sentBytes = 0

    /// - Parameter sent: what all senders in the session have sent.
    init(session: SyncSession, sent: SentChunks, observer: any ProgressObserver) {
        self.session = session
        self.sent = sent
        self.observer = observer
        request.session = session.id
    }

    /// Sends what is missing of `file`, but for the last of it, which waits for ``flush()``.
    ///
    /// - Throws: the daemon's error; what is wrong with the file becomes its state.
    func sendMissing(of file: MatchedFile) throws(LockerError) {
        guard case .missing(let places) = file.state else { return }
        let chunks = file.source.cut.recipe.chunks
        let unsent = places.filter { !contains(chunks[$0].digest) }
        guard sent.admit(unsent.count) else {
            file.state = .refused
            return
        }
        var failure: LockerError?
        do throws(LockerError) {
            try file.source.content().readChunks(unsent) { (place, chunk) throws(LockerError) in
                // One file may have the same chunk twice.
                if contains(chunks[place].digest) { return }
                try check(chunk, is: chunks[place].digest, of: file.source.path)
                do throws(LockerError) {
                    try add(chunk, named: chunks[place].digest)
                } catch {
                    failure = error
                    throw error
                }
                note(place, of: file, bytes: chunk.count)
            }
        } catch {
            if let failure { throw failure }
            file.state = error.code == .changed ? .changed : .skipped(try FileFailure(error).reason)
        }
    }

    /// Sends what waits for more. When it returns, the daemon has all.
    func flush() throws(LockerError) {
        guard !digests.isEmpty else { return }
        _ = try session.connection.call(LockerMethods.putChunks, request)
        sent.insert(digests)
        sentBytes += bytes
        request.chunks = []
        digests = []
        bytes = 0
    }

    /// Whether the chunk of this name was sent, or is about to be.
    private func contains(_ digest: Digest) -> Bool {
        digests.contains(digest) || sent.contains(digest)
    }

    private func add(_ chunk: [UInt8], named digest: Digest) throws(LockerError) {
        let isFull = bytes + chunk.count > ChunkSender.maximumBytes || digests.count == ChunkSender.maximumCount
        if isFull { try flush() }
        request.chunks.append(Data(chunk))
        digests.insert(digest)
        bytes += chunk.count
    }

    /// Other files rely on what is remembered as sent, so it has to be true.
    private func check(_ chunk: [UInt8], is digest: Digest, of path: EntryPath) throws(LockerError) {
        guard chunk.withUnsafeBytes({ hash.digest(of: $0) }) == digest else {
            throw LockerError(.changed, "\(path): changed after it was read; sync again")
        }
    }

    private func note(_ place: Int, of file: MatchedFile, bytes: Int) {
        if file.isAudio(place) { file.hasSentAudio = true }
        file.advanced += bytes
        observer.advance(files: 0, bytes: bytes)
    }
}
