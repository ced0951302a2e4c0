/// What one song may take.
package enum SongLimits {
    /// Bytes that are asked for beyond those at hand, to know what it says, and to find one of its pictures.
    package static let bytes = 4 << 20
    package static let pictureBytes = 20 << 20
    /// How often it is asked for some, and how many at a time.
    package static let asks = 64
    package static let piece = 1 << 20
    /// Bytes of a picture that is given.
    package static let picture = 16 << 20
    /// How long a worker may think about it.
    package static let time = Duration.seconds(2)
    package static let pictureTime = Duration.seconds(5)
}
