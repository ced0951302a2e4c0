import Glibc
import LockerBase
import MediaConversion
import MediaIndex
import NIOPosix
import POSIXSupport
import SoundMatching
import Synchronization

/// Gets songs of people, and has ffmpeg listen to their first two minutes, one after the other.
struct SongListening: Sendable {
    let source: any LibrarySource
    let ffmpeg: FFmpeg
    let threads: NIOThreadPool
    /// Where a song lies for as long as it is listened to. Some formats cannot be read but out of order.
    let files: DerivedFiles

    /// What came of it.
    enum Outcome: Sendable {
        case heard(Fingerprint)
        /// It is there, and nobody is ever to listen to it.
        case silent
        /// It is there, and could not be listened to now; and whether that was its own doing, as far as that can be told.
        case failed(isOwn: Bool)
        /// It is not there any more.
        case gone
    }

    /// Longer ones are films of a day's sleep, and none of the catalog's.
    private static let largest = 512 << 20

    /// As the operator's program listens to the catalog's songs, but that people's are read by nothing else than what
    /// they are converted by.
    private static let arguments: [String] =
        ["-nostdin", "-v", "quiet", "-threads", "1"] + Decoders.arguments + [
            "-i", "file:/proc/self/fd/0", "-map", "0:a:0", "-t", "120", "-f", "chromaprint", "-fp_format", "raw",
            "pipe:1",
        ]
    /// Bytes of the longest fingerprint.
    private static let most = 4 * Fingerprint.longest
    /// Who has the room that it takes: it is nobody's in particular.
    private static let owner = ""

    func listen(to song: UnheardSong) async throws(LockerError) -> Outcome {
        guard song.size <= SongListening.largest else { return .silent }
        // There may be more room after another start.
        guard song.size <= files.share else { return .failed(isOwn: false) }
        let draft = try files.begin(for: SongListening.owner)
        // Its name and its room go with it: ffmpeg still reads it by another descriptor.
        defer { withExtendedLifetime(draft) {} }
        try draft.reserve(song.size)
        guard try await fetch(song, to: draft) else { return .gone }
        let input = try translatingSystemErrors { () throws(SystemError) in
            try Descriptor.open(draft.path, O_RDONLY)
        }
        let heard = Heard()
        let end = try await ffmpeg.run(SongListening.arguments, on: input) { heard.add($0) }
        return try SongListening.outcome(end, heard.bytes)
    }

    /// What ended so, having said that.
    private static func outcome(_ end: ConversionEnd, _ bytes: [UInt8]) throws(LockerError) -> Outcome {
        if end.isUnfit {
            throw LockerError(.unavailable, "ffmpeg cannot be confined, or is not there any more")
        }
        // One that says too much is stopped too: that is the song's own doing, and the next one's turn comes.
        if bytes.count > most { return .failed(isOwn: true) }
        if end == .stopped { throw LockerError(.cancelled, "nobody listens any more") }
        if end == .exited(0), let fingerprint = Fingerprint(bytes: bytes) { return .heard(fingerprint) }
        return .failed(isOwn: end.isOwnDoing)
    }

    /// Returns false where it is not there any more.
    private func fetch(_ song: UnheardSong, to draft: DerivedDraft) async throws(LockerError) -> Bool {
        var offset = 0
        while offset < song.size {
            let range = offset..<min(offset + RequestLimits.pieceBytes, song.size)
            let found = try await source.piece(of: song.blob, range, account: song.account)
            guard let piece = found, piece.count == range.count else { return false }
            try await write(piece, at: offset, to: draft)
            offset = range.upperBound
        }
        return true
    }

    private func write(_ piece: [UInt8], at offset: Int, to draft: DerivedDraft) async throws(LockerError) {
        let result: Result<Void, SystemError>
        do {
            result = try await threads.runIfActive {
                Result { () throws(SystemError) in
                    try piece.withUnsafeBufferPointer { (bytes) throws(SystemError) in
                        try draft.descriptor.writeFully(
                            UnsafeRawBufferPointer(bytes), at: offset, subject: draft.path)
                    }
                }
            }
        } catch {
            throw LockerError(.cancelled, "nobody listens any more", cause: error)
        }
        try translatingSystemErrors { () throws(SystemError) in try result.get() }
    }

    /// What ffmpeg says, as far as it may be a fingerprint.
    private final class Heard: Sendable {
        private let all = Mutex<[UInt8]>([])

        var bytes: [UInt8] { all.withLock { $0 } }

        func add(_ piece: UnsafeRawBufferPointer) -> Bool {
            let piece = Array(piece)
            return all.withLock { all in
                all += piece
                return all.count <= SongListening.most
            }
        }
    }
}
