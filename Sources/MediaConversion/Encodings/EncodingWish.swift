/// How somebody would have a song, where it is not to be as it is.
package struct EncodingWish: Hashable, Sendable {
    /// Which gain of ReplayGain is applied.
    package enum Gain: String, Sendable {
        case track
        case album
    }

    /// As in `mp3`; nil: any.
    package var format: String?
    /// The most kilobits per second.
    package var kilobits: Int?
    /// Seconds that are left out at the beginning.
    package var offset = 0
    package var gain: Gain?

    package init(format: String? = nil, kilobits: Int? = nil, offset: Int = 0, gain: Gain? = nil) {
        (self.format, self.kilobits, self.offset, self.gain) = (format, kilobits, offset, gain)
    }
}
