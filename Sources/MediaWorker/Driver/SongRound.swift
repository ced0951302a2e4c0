import MediaFacts

/// A stretch of songs that one worker reads one after the other, until one of them needs bytes that are not at hand, or
/// brings the worker down. Blocks its thread.
struct SongRound: Sendable {
    enum End: Sendable {
        case finished
        /// Of the song behind those that were read.
        case needs(Range<Int>, SongTurn)
        /// That song has.
        case broken(FrameSocket.Failure)
    }

    private(set) var readings: [SongReading] = []
    private(set) var end = End.finished

    /// - Parameter turn: goes on with the first song, which was begun before; nil: it begins here.
    init(_ worker: WorkerProcess, _ songs: ArraySlice<SongBytes>, resuming turn: (SongTurn, [UInt8])?) {
        var turn = turn
        for song in songs {
            do throws(FrameSocket.Failure) {
                var current = turn?.0 ?? SongTurn(song, within: SongLimits.time)
                let answer = try current.answer(of: worker, after: turn?.1)
                turn = nil
                switch answer {
                case .needs(let range):
                    end = .needs(range, current)
                    return
                case .facts(let facts): readings.append(.facts(facts))
                case .nothing: readings.append(.unknown)
                case .found: throw .malformed
                }
            } catch {
                end = .broken(error)
                return
            }
        }
    }
}
