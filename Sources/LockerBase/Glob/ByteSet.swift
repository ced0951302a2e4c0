/// Some of the 256 bytes.
struct ByteSet: Sendable {
    private var words = SIMD4<UInt64>(repeating: 0)

    /// The classes that POSIX names, of ASCII, as git has them.
    private static let classes: [String: [ClosedRange<UInt8>]] = [
        "alnum": [0x30...0x39, 0x41...0x5A, 0x61...0x7A], "alpha": [0x41...0x5A, 0x61...0x7A],
        "blank": [0x09...0x09, 0x20...0x20], "cntrl": [0x00...0x1F, 0x7F...0x7F], "digit": [0x30...0x39],
        "graph": [0x21...0x7E], "lower": [0x61...0x7A], "print": [0x20...0x7E],
        "punct": [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E],
        "space": [0x09...0x0A, 0x0D...0x0D, 0x20...0x20], "upper": [0x41...0x5A],
        "xdigit": [0x30...0x39, 0x41...0x46, 0x61...0x66],
    ]

    func contains(_ byte: UInt8) -> Bool {
        (words[Int(byte >> 6)] >> UInt64(byte & 63)) & 1 == 1
    }

    mutating func insert(_ byte: UInt8) {
        words[Int(byte >> 6)] |= UInt64(1) << UInt64(byte & 63)
    }

    mutating func insert(_ range: ClosedRange<UInt8>) {
        for byte in range { insert(byte) }
    }

    /// Adds the class that POSIX calls so. Returns whether there is one.
    mutating func insert(class name: some Collection<UInt8>) -> Bool {
        guard let ranges = ByteSet.classes[String(decoding: name, as: UTF8.self)] else { return false }
        for range in ranges { insert(range) }
        return true
    }

    mutating func remove(_ byte: UInt8) {
        words[Int(byte >> 6)] &= ~(UInt64(1) << UInt64(byte & 63))
    }

    /// Makes it those that it does not have.
    mutating func invert() {
        for index in 0..<4 { words[index] = ~words[index] }
    }

    /// These, and the small letters of the capital ones of ASCII among them.
    var withSmallLetters: ByteSet {
        var both = self
        for byte in UInt8(ascii: "A")...UInt8(ascii: "Z") where contains(byte) { both.insert(byte.inSmallLetter) }
        return both
    }
}

extension UInt8 {
    /// The small letter of a capital one of ASCII; any other byte itself.
    var inSmallLetter: UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
    }
}
