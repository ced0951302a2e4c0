import LockerBase

/// How large the pieces are that files are sent in: as large as they may be where that goes fast, and on a slow line so small
/// that one arrives every few seconds. The daemon takes an upload of which nothing came for ten for one that has stopped, and
/// gives its place to others.
package struct PiecePace: Sendable {
    private static let bounds = (first: 256 << 10, least: 32 << 10)
    private static let times = (short: Duration.milliseconds(500), long: Duration.seconds(2))

    /// Bytes of the next piece.
    package private(set) var bytes = PiecePace.bounds.first

    /// Begins with pieces that also go over a slow line in time.
    package init() {}

    /// Takes note of how long a piece of `count` bytes took: a shorter one than ``bytes``, as the last of a file, may be fast
    /// on any line.
    package mutating func took(_ time: Duration, for count: Int) {
        if time < PiecePace.times.short, count >= bytes { bytes = min(bytes * 2, RequestLimits.pieceBytes) }
        if time > PiecePace.times.long { bytes = max(bytes / 2, PiecePace.bounds.least) }
    }
}
