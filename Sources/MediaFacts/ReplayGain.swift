/// How loud a song and its album are, as their tags say.
///
/// Source: ReplayGain 2.0 specification, "Metadata format" (wiki.hydrogenaud.io).
package struct ReplayGain: Codable, Hashable, Sendable {
    /// Decibels.
    package var track: Double?
    /// 1 is full scale.
    package var trackPeak: Double?
    package var album: Double?
    package var albumPeak: Double?

    package init() {}
}
