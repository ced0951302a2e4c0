/// A picture of a song's tags.
package struct TagPicture: Sendable, Equatable {
    package let bytes: [UInt8]
    /// By its first bytes.
    package let mediaType: String
}
