/// An Ogg file that was taken apart: head, payload and tail of the file, and the skeleton that puts them together.
public struct OggSplit: Hashable, Sendable {
    /// The pages of the header packets, as they are: the start of the file.
    public let head: Range<Int>
    /// What follows the last page, as it is: the end of the file, mostly empty.
    public let tail: Range<Int>
    /// The bytes of all packets of audio.
    public let payloadSize: Int
    /// The bytes of the ``OggSkeleton``.
    public let skeleton: [UInt8]
}
