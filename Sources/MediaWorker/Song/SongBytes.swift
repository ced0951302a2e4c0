/// What is at hand of a song before anybody asks for more: its first bytes, and its last ones; of a short one all.
package struct SongBytes: Sendable {
    /// Of the whole song.
    package let size: Int
    package let head: [UInt8]
    /// Empty where the head has all.
    package let tail: [UInt8]

    /// Most tags end in so many bytes, and most that are at the end of a song begin in the last ones.
    package static let headLength = 64 << 10
    package static let tailLength = 8 << 10
    /// A song that is no longer is had whole.
    package static let wholeLength = 96 << 10

    /// Bytes of a song of `size` bytes, which `head` begins and `tail` ends.
    package init(size: Int, head: [UInt8], tail: [UInt8] = []) {
        (self.size, self.head, self.tail) = (size, head, tail)
    }

    /// A song that is all at hand.
    package init(_ bytes: [UInt8]) {
        self.init(size: bytes.count, head: bytes)
    }
}
