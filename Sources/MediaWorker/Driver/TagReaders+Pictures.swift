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
            let worker = try await worker(of: &turn)
            let bytes = try await bytes(of: digest, in: song, from: worker, &turn, more)
            return bytes.flatMap { TagReaders.checked($0, digest) }
        }
    }

    private func bytes(
        of digest: String, in song: SongBytes, from worker: WorkerProcess, _ turn: inout WorkerTurn,
        _ more: @Sendable (Range<Int>) async throws(LockerError) -> [UInt8]?
    ) async throws(LockerError) -> [UInt8]? {
        var question = SongTurn(song, picture: digest, within: SongLimits.pictureTime)
        var given: [UInt8]?
        while true {
            try Task.stopped()
            let (begun, bytes) = (question, given)
            let step = await onThread { PictureStep(worker, begun, bytes) }
            question = step.question
            switch step.answer {
            case .success(.needs(let range)):
                guard let bytes = try await more(range) else {
                    throw LockerError(.unavailable, "the song cannot be read")
                }
                given = bytes
            case .success(.found(let bytes)):
                turn.count(1)
                return bytes
            case .success(.nothing), .success(.facts):
                turn.count(1)
                return nil
            case .failure:
                await end(worker, &turn)
                return nil
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
