/// How much of a content is asked for at a time, and how much ahead: little of what is read slowly, so that thousands of
/// listeners take little memory; much of what is read as fast as it comes.
struct ContentPace {
    /// The least and the most bytes of a piece are powers of two, less room for what is around them in a frame: a buffer
    /// for a frame has a power of two.
    private static let shifts = (least: 16, most: 17)
    private static let surroundings = 256
    /// Who holds a piece for longer is slow.
    private static let slow = Duration.milliseconds(100)

    private var shift = ContentPace.shifts.least
    private var handedOut: ContinuousClock.Instant?
    /// Pieces that are asked for before they are wanted.
    private(set) var ahead = 1

    /// Bytes of the next piece.
    var bytes: UInt64 { UInt64((1 << shift) - ContentPace.surroundings) }

    /// Takes note that the next piece is wanted.
    mutating func wants(at now: ContinuousClock.Instant) {
        guard let handedOut else { return }
        if now - handedOut > ContentPace.slow {
            shift = max(ContentPace.shifts.least, shift - 1)
            ahead = 0
        } else {
            shift = min(ContentPace.shifts.most, shift + 1)
            ahead = 1
        }
    }

    /// Takes note that a piece was handed out.
    mutating func handsOut(at now: ContinuousClock.Instant) {
        handedOut = now
    }
}
