import LockerBase
import MediaFacts

/// One question about one song, from asking to the answer, with what it may take.
struct SongTurn: Sendable {
    enum Answer: Sendable {
        case needs(Range<Int>)
        case facts(SongFacts)
        case found([UInt8])
        case nothing
    }

    private let song: SongBytes
    private let picture: String?
    private let time: Duration
    private var asks = SongLimits.asks
    private var bytesLeft: Int
    /// What the worker's clock showed when it was asked.
    private var start = Duration.zero
    /// A worker may wait so long for a processor; the time in which its bytes are fetched is not its own.
    private var patience: Duration

    /// How many times as long as it may think.
    private static let slowness = 15

    /// - Parameters:
    ///   - picture: the digest of a picture that is asked for, in the place of what the song says.
    ///   - time: the processor time that it may take.
    init(_ song: SongBytes, picture: String? = nil, within time: Duration) {
        (self.song, self.picture, self.time) = (song, picture, time)
        patience = time * SongTurn.slowness
        bytesLeft = picture == nil ? SongLimits.bytes : SongLimits.pictureBytes
    }

    /// Asks, or goes on with the bytes that were needed, and waits for what the worker says. Blocks.
    mutating func answer(
        of worker: WorkerProcess, after bytes: [UInt8]?
    ) throws(FrameSocket.Failure) -> Answer {
        if bytes == nil { start = worker.processorTime }
        let frame = bytes.map { WorkerFrame(kind: .bytes, payload: $0) } ?? WorkerFrame(asking: song, picture: picture)
        let (begin, latest) = (ContinuousClock.now, start + time)
        let deadline = begin + patience
        let answer = try worker.answer(to: frame) { .now >= deadline || worker.processorTime >= latest }
        patience -= ContinuousClock.now - begin
        return try meaning(of: answer)
    }

    private mutating func meaning(of frame: WorkerFrame) throws(FrameSocket.Failure) -> Answer {
        switch frame.kind {
        case .need:
            guard let range = frame.needed(of: song.size), asks > 0, range.count <= bytesLeft else {
                throw .malformed
            }
            asks -= 1
            bytesLeft -= range.count
            return .needs(range)
        case .facts where picture == nil:
            guard let facts = FactsReader.facts(frame.payload) else { throw .malformed }
            return .facts(facts)
        case .found where picture != nil: return .found(frame.payload)
        case .nothing: return .nothing
        default: throw .malformed
        }
    }
}
