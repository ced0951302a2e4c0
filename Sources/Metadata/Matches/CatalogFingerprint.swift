import LockerBase

/// What a song of the catalog sounds like.
public struct CatalogFingerprint: Hashable, Sendable {
    /// The song's track digest.
    public let track: Digest
    /// As Chromaprint makes it, uncompressed: numbers of four bytes, little-endian.
    public let bytes: [UInt8]

    /// The most bytes: two minutes have 3,792.
    public static let maximumLength = 4096

    /// - Throws: ``LockerError/Code/invalidArgument`` for no bytes, too many, or some that are left over.
    public init(track: Digest, bytes: [UInt8]) throws(LockerError) {
        guard !bytes.isEmpty, bytes.count <= CatalogFingerprint.maximumLength, bytes.count % 4 == 0 else {
            throw LockerError(
                .invalidArgument,
                "a fingerprint of \(bytes.count) bytes: it has four for each number, and at most "
                    + "\(CatalogFingerprint.maximumLength)")
        }
        (self.track, self.bytes) = (track, bytes)
    }
}

/// A song of the catalog with its fingerprint.
public struct FingerprintedTrack: Hashable, Sendable {
    /// The song.
    public let song: CatalogTrack
    /// What it sounds like, as ``CatalogFingerprint/bytes``.
    public let fingerprint: [UInt8]

    /// Takes both as they are.
    public init(song: CatalogTrack, fingerprint: [UInt8]) {
        (self.song, self.fingerprint) = (song, fingerprint)
    }
}
