/// How a record's stored bytes become its raw bytes. The raw value is the one on disk.
public enum Codec: UInt8, Sendable {
    /// As they are.
    case raw = 0
    /// One LZ4 block (the LZ4 Block Format Description), without frame.
    case lz4 = 1
}
