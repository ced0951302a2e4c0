/// What a client says of the stream that it wants, where it does not want the file as it is.
package struct TranscodingWish: Hashable, Sendable {
    /// As in `mp3` or `opus`; nil: whichever the server has.
    package let format: String?
    /// The most kilobits per second; nil: any number.
    package let bitrate: Int?
    /// Seconds of the song that are to be left out at its beginning.
    package let offset: Int
    /// Whether it is to be as loud as ReplayGain has it for the `track` or the `album`; nil: as it is.
    package let gain: String?
}
