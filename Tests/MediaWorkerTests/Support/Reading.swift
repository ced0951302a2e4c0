import MediaFacts
import MediaTestSupport
import MediaWorker

/// A worker beside the program of the tests.
let workerCommand = WorkerCommand(path: builtProgram("media-worker"))

/// What a song says that is all at hand.
func facts(of song: [UInt8]) -> SongFacts? {
    SongParser().facts(of: SongBytes(song)) { _ in [] }
}

/// A song of which its beginning and end are at hand, as of a long one, whatever its size.
func ends(of song: [UInt8], head: Int = SongBytes.headLength, tail: Int = SongBytes.tailLength) -> SongBytes {
    guard song.count > head + tail else { return SongBytes(song) }
    return SongBytes(size: song.count, head: Array(song.prefix(head)), tail: Array(song.suffix(tail)))
}

/// What is asked for of a song, beyond what is at hand.
final class Asked {
    let song: [UInt8]
    private(set) var ranges: [Range<Int>] = []

    init(_ song: [UInt8]) {
        self.song = song
    }

    var bytes: Int { ranges.reduce(0) { $0 + $1.count } }

    func more(_ range: Range<Int>) -> [UInt8] {
        ranges.append(range)
        return Array(song[range])
    }

    /// What the song says, by what is asked for.
    func facts(head: Int = SongBytes.headLength, tail: Int = SongBytes.tailLength) -> SongFacts? {
        SongParser().facts(of: ends(of: song, head: head, tail: tail)) { self.more($0) }
    }
}
