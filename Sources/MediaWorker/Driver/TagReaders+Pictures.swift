import LockerBase
import MediaFacts

extension TagReaders {
    /// One of the pictures in the tags of a song; nil where it has none of that digest, or brings its worker down.
    ///
    /// - Parameters:
    ///   - digest: as ``PictureFacts`` has it.
    ///   - owner: whose song it is.
    ///   - more: as for ``read(_:for:more:)``; nil ends the reading as what it throws does.
    package func picture(
        _ digest: String, of song: SongBytes, for owner: String,
        more: @Sendable (Range<Int>) async throws(LockerError) -> [UInt8]?
    ) async throws(LockerError) -> TagPicture? {
        guard digest.utf8.count == 32 else { return nil }
        return try await withTurn(for: owner) { (turn: inout WorkerTurn) async throws(LockerError) -> TagPicture? in
            while true {
                let worker = try await worker(of: &turn)
                let wasFresh = turn.served == 0
                switch try await search(for: digest, in: song, by: worker, more) {
                case .success(let bytes):
                    turn.count(1)
                    return bytes.flatMap { TagReaders.checked($0, digest) }
                case .failure:
                    // What went before may be to blame.
                    await end(worker, &turn)
                    if wasFresh { return nil }
                }
            }
        }
    }

    /// The bytes of the picture as the worker gives them, nil where there is none; or how it came to its end.
    private func search(
        for digest: String, in song: SongBytes, by worker: WorkerProcess,
        _ more: @Sendable (Range<Int>) async throws(LockerError) -> [UInt8]?
    ) async throws(LockerError) -> Result<[UInt8]?, FrameSocket.Failure> {
        var question = SongTurn(song, picture: digest, within: SongLimits.pictureTime)
        var given: [UInt8]?
        while true {
            try Task.stopped()
            let (begun, bytes) = (question, given)
            let step = await onThread { PictureStep(worker, begun, bytes) }
            question = step.question
            switch step.answer {
            case .success(.needs(let range)):
                given = try await more(range)
                if given == nil { throw LockerError(.unavailable, "the song cannot be read") }
            case .success(.found(let bytes)): return .success(bytes)
            case .success(.nothing), .success(.facts): return .success(nil)
            case .failure(let failure): return .failure(failure)
            }
        }
    }

    /// The picture, if it is the one that was asked for, whatever the worker says.
    private static func checked(_ bytes: [UInt8], _ digest: String) -> TagPicture? {
        let isRight = bytes.withUnsafeBytes { PictureFacts.digest(of: $0, by: SHA256()) } == digest
        guard isRight, let mediaType = PictureType.mediaType(bytes) else { return nil }
        return TagPicture(bytes: bytes, mediaType: mediaType)
    }

    /// One question about a picture and what comes of it.
    private struct PictureStep: Sendable {
        let question: SongTurn
        let answer: Result<SongTurn.Answer, FrameSocket.Failure>

        init(_ worker: WorkerProcess, _ question: SongTurn, _ bytes: [UInt8]?) {
            var question = question
            answer = Result { () throws(FrameSocket.Failure) in try question.answer(of: worker, after: bytes) }
            self.question = question
        }
    }
}
