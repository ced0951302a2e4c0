/// Names as disks take them that look neither at case nor at how letters are composed (NFC, NFD), as those of macOS and
/// Windows do.
enum FoldedName {
    /// `name` without both, as text that is equal to that of all names which such a disk cannot tell from it.
    ///
    /// Both ways: some letters differ in small and are one when they are capital (a dotless i, a long s).
    static func text(_ name: some Collection<UInt8>) -> String {
        String(decoding: name, as: UTF8.self).uppercased().lowercased()
    }

    /// A number that names of one ``text(_:)`` have alike; nil of what is no UTF-8, which those disks do not take.
    static func hash(_ name: UnsafeBufferPointer<UInt8>) -> UInt64? {
        if let number = hash(ascii: name) { return number }
        guard let text = String(validating: name, as: UTF8.self) else { return nil }
        let folded = text.uppercased().lowercased()
        if let number = hash(ascii: folded.utf8) { return number }
        var hasher = Hasher()
        hasher.combine(folded)
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }

    /// FNV-1a of small letters; nil when there is anything but ASCII.
    private static func hash(ascii bytes: some Sequence<UInt8>) -> UInt64? {
        var number: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes {
            guard byte < 0x80 else { return nil }
            let isCapital = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
            number = (number ^ UInt64(isCapital ? byte | 0x20 : byte)) &* 0x0100_0000_01B3
        }
        return number
    }
}
