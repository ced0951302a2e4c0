import LockerTestSupport

/// Pictures by their first bytes; the rest is anything.
public enum Pictures {
    public static func jpeg(_ count: Int = 2000, seed: UInt64 = 21) -> [UInt8] {
        var random = SplitMix64(seed: seed)
        return joined([0xFF, 0xD8, 0xFF, 0xE0], random.bytes(max(0, count - 4)))
    }

    public static func png(_ count: Int = 1000) -> [UInt8] {
        var random = SplitMix64(seed: 22)
        return joined([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], random.bytes(max(0, count - 8)))
    }
}
