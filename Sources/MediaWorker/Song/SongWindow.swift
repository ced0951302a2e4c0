/// The bytes of one song that are at hand, and what gets more of them. For one thread.
final class SongWindow {
    let size: Int
    /// Behind each other, and none over another.
    private var pieces: [(start: Int, bytes: [UInt8])] = []
    private var left: Int
    private var asks = SongLimits.asks
    private var refused = 0
    private var step = SongWindow.shortest
    private let more: (Range<Int>) -> [UInt8]

    private static let shortest = 64 << 10
    /// A parser that asks on so often for what it does not get is in a loop.
    private static let mostRefused = 4096

    /// - Parameters:
    ///   - limit: the most bytes that are asked for.
    ///   - more: gives the bytes of a range; fewer, or none, where they cannot be had.
    init(_ song: SongBytes, limit: Int, more: @escaping (Range<Int>) -> [UInt8]) {
        size = song.size
        left = limit
        self.more = more
        if !song.head.isEmpty { pieces.append((0, song.head)) }
        let start = max(song.head.count, song.size - song.tail.count)
        let tail = song.tail.suffix(max(0, song.size - start))
        if !tail.isEmpty { pieces.append((start, Array(tail))) }
    }

    /// Has the bytes of a range of the song at hand. Returns how many of them there are then, from its beginning on; nil
    /// where there is no use in asking on.
    func reach(_ range: Range<Int>) -> Int? {
        // However many one tag takes, some are left for what comes behind it.
        let end = min(range.upperBound, range.lowerBound + max(left / 4 * 3, SongWindow.shortest))
        var place = covered(from: range.lowerBound)
        while place < end, ask(for: place..<end) { place = covered(from: place) }
        let reached = min(place, range.upperBound) - range.lowerBound
        if reached < range.count { refused += 1 }
        return refused > SongWindow.mostRefused ? nil : max(0, reached)
    }

    /// Copies bytes that are at hand.
    func copy(_ range: Range<Int>, to target: UnsafeMutableRawPointer) {
        for piece in pieces {
            let start = max(range.lowerBound, piece.start)
            let count = min(range.upperBound, piece.start + piece.bytes.count) - start
            guard count > 0 else { continue }
            piece.bytes.withUnsafeBytes { bytes in
                guard let base = bytes.baseAddress else { return }
                (target + (start - range.lowerBound)).copyMemory(from: base + (start - piece.start), byteCount: count)
            }
        }
    }

    /// Where the bytes end that are at hand from `place` on.
    private func covered(from place: Int) -> Int {
        var place = place
        for piece in pieces where piece.start <= place { place = max(place, piece.start + piece.bytes.count) }
        return place
    }

    /// Asks for bytes from the beginning of `wanted` on, which are not at hand. Returns false where none come.
    private func ask(for wanted: Range<Int>) -> Bool {
        guard asks > 0, left > 0 else { return false }
        asks -= 1
        let range = worthwhile(wanted)
        let bytes = more(range).prefix(range.count)
        guard range.lowerBound + bytes.count > wanted.lowerBound else { return false }
        left -= bytes.count
        step = min(2 * step, SongLimits.piece)
        let place = pieces.firstIndex { $0.start > range.lowerBound } ?? pieces.count
        pieces.insert((range.lowerBound, Array(bytes)), at: place)
        return true
    }

    /// What is asked for, so that the next reads need no more asking: forwards, and backwards where that is how somebody
    /// comes who reads from the end.
    private func worthwhile(_ wanted: Range<Int>) -> Range<Int> {
        let before = pieces.last { $0.start <= wanted.lowerBound }
        let begin = before.map { $0.start + $0.bytes.count } ?? 0
        let end = pieces.first { $0.start > wanted.lowerBound }?.start ?? size
        let length = min(max(step, wanted.count), SongLimits.piece, left)
        if wanted.upperBound >= end, end - length <= wanted.lowerBound { return max(begin, end - length)..<end }
        return wanted.lowerBound..<min(end, wanted.lowerBound + length)
    }
}
