extension Songs {
    /// Twenty seconds of Windows Media Audio, by what its header says.
    public static func asf(title: String, artist: String) -> [UInt8] {
        let objects = joined(asfFile, asfStream, asfDescription(title, artist))
        let count = UInt64(objects.count + 30)
        return joined(asfIdentifier(0x30), little(count), little(UInt32(3)), [1, 2], objects, zeros(1000))
    }

    /// The identifiers of the header and of the description differ in their first byte.
    private static func asfIdentifier(_ first: UInt8) -> [UInt8] {
        [first, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11, 0xA6, 0xD9, 0x00, 0xAA, 0x00, 0x62, 0xCE, 0x6C]
    }

    private static func asfObject(_ identifier: [UInt8], _ bytes: [UInt8]) -> [UInt8] {
        joined(identifier, little(UInt64(bytes.count + 24)), bytes)
    }

    private static var asfFile: [UInt8] {
        let identifier: [UInt8] = [
            0xA1, 0xDC, 0xAB, 0x8C, 0x47, 0xA9, 0xCF, 0x11, 0x8E, 0xE4, 0x00, 0xC0, 0x0C, 0x20, 0x53, 0x65,
        ]
        // In units of 100 ns.
        let duration = little(UInt64(200_000_000))
        return asfObject(identifier, joined(zeros(40), duration, duration, zeros(24)))
    }

    private static var asfStream: [UInt8] {
        let identifier: [UInt8] = [
            0x91, 0x07, 0xDC, 0xB7, 0xB7, 0xA9, 0xCF, 0x11, 0x8E, 0xE6, 0x00, 0xC0, 0x0C, 0x20, 0x53, 0x65,
        ]
        let shape = joined(little(UInt16(0x161)), little(UInt16(2)), little(UInt32(44_100)), little(UInt32(16_000)))
        return asfObject(identifier, joined(zeros(54), shape, little(UInt16(2048)), little(UInt16(16))))
    }

    private static func asfDescription(_ title: String, _ artist: String) -> [UInt8] {
        let texts: [[UInt8]] = [title, artist].map { text in "\(text)\u{0}".utf16.flatMap { little($0) } }
        let lengths: [UInt8] = texts.flatMap { little(UInt16($0.count)) }
        return asfObject(asfIdentifier(0x33), joined(lengths, zeros(6), texts[0], texts[1]))
    }
}
