/// A SHA-256 digest (FIPS 180-4): the name of a chunk, a recipe, a commit or a track. 32 bytes.
public struct Digest: Hashable, Sendable {
    /// The 32 bytes, eight to a word, in memory order.
    private let words: (UInt64, UInt64, UInt64, UInt64)

    /// The number of bytes in a digest.
    public static let byteCount = 32

    /// Copies 32 bytes from `source`, which must hold at least that many; no alignment is asked for.
    public init(copying source: UnsafeRawPointer) {
        words = (
            source.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
            source.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
            source.loadUnaligned(fromByteOffset: 16, as: UInt64.self),
            source.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
        )
    }

    /// The digest made of `bytes`, or nil when there are not exactly 32 of them.
    ///
    /// Inlinable: elsewhere each one of a page would cost a look-up of generic types at run time, as long as reading all
    /// else of its entry.
    @inlinable
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Digest.byteCount else { return nil }
        let found = bytes.withContiguousStorageIfAvailable { $0.baseAddress.map { Digest(copying: $0) } }
        guard let digest = found ?? Array(bytes).withUnsafeBytes({ $0.baseAddress.map { Digest(copying: $0) } }) else {
            return nil
        }
        self = digest
    }

    private init(words: (UInt64, UInt64, UInt64, UInt64)) {
        self.words = words
    }

    /// 32 zero bytes: a placeholder that no content is expected to have as its name.
    public static let zero = Digest(words: (0, 0, 0, 0))

    /// Runs `body` with the 32 bytes.
    public func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try Swift.withUnsafeBytes(of: words) { (raw) throws(Failure) in try body(raw) }
    }

    /// The 32 bytes as an array.
    public var bytes: [UInt8] {
        withUnsafeBytes { Array($0) }
    }

    public static func == (left: Digest, right: Digest) -> Bool {
        left.words == right.words
    }

    public func hash(into hasher: inout Hasher) {
        // A digest is uniform already: one word of it decides as well as four.
        hasher.combine(words.0)
    }
}

extension Digest: Comparable {
    /// Byte order, which is the order of the index and of lower-case hex.
    public static func < (left: Digest, right: Digest) -> Bool {
        let (one, other) = (left.words, right.words)
        if one.0 != other.0 { return one.0.bigEndian < other.0.bigEndian }
        if one.1 != other.1 { return one.1.bigEndian < other.1.bigEndian }
        if one.2 != other.2 { return one.2.bigEndian < other.2.bigEndian }
        return one.3.bigEndian < other.3.bigEndian
    }
}
