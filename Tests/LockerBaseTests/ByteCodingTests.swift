import LockerBase
import Testing

@Suite struct ByteCodingTests {
    @Test func whatIsWrittenIsReadBack() {
        var writer = ByteWriter()
        let digest = SHA256.digest(of: [9])
        writer.append(UInt16(0x1234))
        writer.append(digest)
        writer.append(UInt64.max - 1)
        writer.append([7, 8])
        #expect(writer.bytes.prefix(2) == [0x34, 0x12])
        writer.bytes.withUnsafeBytes { raw in
            var reader = ByteReader(raw)
            #expect(reader.read(UInt16.self) == 0x1234)
            #expect(reader.readDigest() == digest)
            #expect(reader.read(UInt64.self) == UInt64.max - 1)
            #expect(reader.read(count: 2).map(Array.init) == [7, 8])
            #expect(reader.remaining == 0)
        }
    }

    @Test func nothingIsReadPastTheEnd() {
        [UInt8](repeating: 1, count: 7).withUnsafeBytes { raw in
            var reader = ByteReader(raw)
            #expect(reader.read(UInt64.self) == nil)
            #expect(reader.readDigest() == nil)
            #expect(reader.read(count: 8) == nil)
            #expect(reader.read(count: -1) == nil)
            #expect(reader.remaining == 7)
        }
    }
}
