import PackEngine

/// How a verification goes about it.
public struct VerificationOptions: Sendable {
    /// Whether to look at the structure of the packs and at the index only, and read no content.
    public var isQuick = false
    /// The fraction of the packs' bytes to look at, those first whose verification is longest ago.
    public var sample = 1.0
    /// Only packs that were not verified for so many seconds; nil for all.
    public var minimumAge: Int64?
    /// The most bytes to read in a second; nil for as many as the disk gives.
    public var bytesPerSecond: Int?

    /// All packs, with all that is in them, as fast as the disk gives.
    public init() {}

    /// Whether no pack is left out.
    var isOfAll: Bool { sample == 1 && minimumAge == nil }
}

/// What a verification did. What it found is among ``DamageSearch/damages()``.
public struct VerificationReport: Sendable {
    /// Packs that were looked at.
    public var packs = 0
    /// Records of those packs that were looked at.
    public var records = 0
    /// Bytes of the records that were read.
    public var bytes = 0
    /// Records and packs that are damaged, of those that were looked at.
    public var damaged = 0
    /// What was damaged and made anew from the rest.
    public var mended = 0
    /// How long it took.
    public var seconds = 0.0

    mutating func add(_ pack: PackVerification) {
        packs += 1
        records += pack.records
        bytes += pack.bytes
        damaged += pack.damaged
        mended += pack.mended
    }
}
