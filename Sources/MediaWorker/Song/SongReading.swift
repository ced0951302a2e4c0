import MediaFacts

/// What came of reading a song.
package enum SongReading: Sendable, Equatable {
    case facts(SongFacts)
    /// It is none of a format that is known.
    case unknown
    /// It brought its worker down, or took too long: why, in words.
    case failed(String)
    /// Its bytes cannot be had.
    case lost
}
