import LockerBase

/// What songs of people and of the catalog sound like, and which are the same recordings.
package struct Sounds: Sendable {
    let media: MediaDatabase

    /// How much longer or shorter the catalog's recording may be, in milliseconds.
    static let latitude = 2000
}

extension MediaIndex {
    /// What songs sound like.
    package var sounds: Sounds { Sounds(media: media) }
}
