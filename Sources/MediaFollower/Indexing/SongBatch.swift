import LockerBase
import MediaWorker

/// Songs whose bytes are asked for together: short ones whole, in one call, or long ones by their beginnings and ends.
enum SongBatch: Sendable {
    case short([ListedFile])
    case long([ListedFile])

    /// The most of each, and bytes of short ones.
    private static let mostShort = 256
    private static let mostLong = 6
    private static let mostBytes = RequestLimits.pieceBytes

    static func batches(of songs: [ListedFile]) -> [SongBatch] {
        var (batches, short, long, bytes): ([SongBatch], [ListedFile], [ListedFile], Int) = ([], [], [], 0)
        for song in songs {
            guard song.size <= SongBytes.wholeLength else {
                long.append(song)
                if long.count == mostLong {
                    batches.append(.long(long))
                    long = []
                }
                continue
            }
            if short.count == mostShort || bytes + song.size > mostBytes {
                batches.append(.short(short))
                (short, bytes) = ([], 0)
            }
            short.append(song)
            bytes += song.size
        }
        if !short.isEmpty { batches.append(.short(short)) }
        if !long.isEmpty { batches.append(.long(long)) }
        return batches
    }
}
