import LockerBase

extension Digest {
    /// A digest for each number, as evenly spread as those of content. No content has it.
    static func numbered(_ number: Int) -> Digest {
        var state = UInt64(truncatingIfNeeded: number)
        var words = (UInt64(0), UInt64(0), UInt64(0), UInt64(0))
        words.0 = SplitMix64.next(&state)
        words.1 = SplitMix64.next(&state)
        words.2 = SplitMix64.next(&state)
        words.3 = SplitMix64.next(&state)
        return Swift.withUnsafeBytes(of: words) { Digest($0) } ?? .zero
    }
}
