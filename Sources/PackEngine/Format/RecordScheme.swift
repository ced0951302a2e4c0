/// How a record is named, in the high four bits, and how its stored bytes are encrypted, in the low four. The raw value
/// is the one on disk.
public enum RecordScheme: UInt8, Sendable {
    /// Its name is the SHA-256 of its raw bytes, and nothing is encrypted.
    case plain = 0
}
