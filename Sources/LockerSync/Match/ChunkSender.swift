import LockerBase
import LockerClient

/// Sends the missing chunks of one file after the other. For one thread.
final class ChunkSender {
    private let upload: ChunkUpload
    private let sent: SentChunks
    private let observer: any ProgressObserver
    private let hash = SHA256()

    /// - Parameter sent: what all senders in the session have sent.
    init(session: UploadSession, sent: SentChunks, observer: any ProgressObserver) {
        upload = ChunkUpload(session: session, sent: sent)
        self.sent = sent
        self.observer = observer
    }

    /// Bytes of chunks that have crossed the socket.
    var sentBytes: Int { upload.sentBytes }

    /// Sends what is missing of `file`, but for the last of it, which waits for ``flush()``.
    ///
    /// - Throws: the daemon's error; what is wrong with the file becomes its state.
    func sendMissing(of file: MatchedFile) throws(LockerError) {
        guard case .missing(let places) = file.state else { return }
        let chunks = file.source.cut.recipe.chunks
        let unsent = places.filter { !upload.contains(chunks[$0].digest) }
        guard sent.admit(unsent.count) else {
            file.state = .refused
            return
        }
        var failure: LockerError?
        do throws(LockerError) {
            try file.source.content().readChunks(unsent) { (place, chunk) throws(LockerError) in
                // One file may have the same chunk twice.
                if upload.contains(chunks[place].digest) { return }
                try check(chunk, is: chunks[place].digest, of: file.source.path)
                do throws(LockerError) {
                    try upload.add(chunk, named: chunks[place].digest)
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
        try upload.flush()
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
