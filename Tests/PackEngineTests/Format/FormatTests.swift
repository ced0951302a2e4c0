import LockerBase
import LockerTestSupport
import PackEngine
import Testing

/// The structures of a pack, against their description byte by byte.
struct FormatTests {
    private let header = PackHeader(
        name: PackName(.metadata, 0x0102_0304), storeID: .random(), salt: 0x1112_1314_1516_1718, created: 99)
    private let record = RecordHeader(
        kind: .recipe, codec: .lz4, rawLength: 0x0001_0203, storedLength: 0x0000_0203, digest: SHA256.digest(of: [1]),
        payloadChecksum: 0x2122_2324_2526_2728)
    private let trailer = PackTrailer(
        name: PackName(.data, 7), recordCount: 3, footerOffset: 4096, rawBytes: 1 << 40, storedBytes: 1 << 39, salt: 5)

    private func encoded(_ record: RecordHeader, salt: UInt64, offset: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0xEE, count: 64)
        bytes.withUnsafeMutableBytes { record.encode(into: $0, stamp: RecordStamp(salt: salt), offset: offset) }
        return bytes
    }

    @Test func packHeaderHasItsLayout() {
        let bytes = header.encoded()
        #expect(bytes.count == 64)
        #expect(Array(bytes[0..<8]) == Array("LKRPACK1".utf8))
        #expect(Array(bytes[8..<16]) == [2, 0, 2, 0, 4, 3, 2, 1])
        #expect(Array(bytes[16..<32]) == header.storeID.bytes)
        #expect(Array(bytes[32..<48]) == [0x18, 0x17, 0x16, 0x15, 0x14, 0x13, 0x12, 0x11, 99, 0, 0, 0, 0, 0, 0, 0])
        #expect(bytes.withUnsafeBytes { PackHeader.decode($0) } == .valid(header))
    }

    @Test func recordHeaderHasItsLayout() {
        let bytes = encoded(record, salt: 77, offset: 640)
        #expect(Array(bytes[0..<16]) == Array("LKRC".utf8) + [2, 2, 1, 0, 3, 2, 1, 0, 3, 2, 0, 0])
        #expect(Array(bytes[16..<48]) == record.digest.bytes)
        #expect(Array(bytes[48..<56]) == [0x28, 0x27, 0x26, 0x25, 0x24, 0x23, 0x22, 0x21])
        #expect(bytes.withUnsafeBytes { RecordHeader.decode($0, stamp: RecordStamp(salt: 77), offset: 640) } == record)
    }

    @Test func trailerHasItsLayout() {
        let bytes = trailer.encoded()
        #expect(Array(bytes[0..<24]) == Array("LKRTRAIL".utf8) + [2, 0, 1, 0, 7, 0, 0, 0, 3, 0, 0, 0, 0, 16, 0, 0])
        #expect(bytes.withUnsafeBytes { PackTrailer.decode($0) } == trailer)
    }

    @Test func everyFlippedBitOfAHeaderIsRefused() {
        let packHeader = header.encoded()
        let recordHeader = encoded(record, salt: 77, offset: 640)
        let packTrailer = trailer.encoded()
        for bit in 0..<64 * 8 {
            func flipped(_ bytes: [UInt8]) -> [UInt8] {
                var bytes = bytes
                bytes[bit / 8] ^= 1 << UInt8(bit % 8)
                return bytes
            }
            #expect(flipped(packHeader).withUnsafeBytes { PackHeader.decode($0) } == .invalid)
            #expect(
                flipped(recordHeader).withUnsafeBytes {
                    RecordHeader.read($0, stamp: RecordStamp(salt: 77), offset: 640)
                } == .invalid)
            #expect(flipped(packTrailer).withUnsafeBytes { PackTrailer.decode($0) } == nil)
        }
    }

    @Test func recordHeaderIsRefusedElsewhere() {
        let bytes = encoded(record, salt: 77, offset: 640)
        #expect(bytes.withUnsafeBytes { RecordHeader.decode($0, stamp: RecordStamp(salt: 77), offset: 648) } == nil)
        #expect(bytes.withUnsafeBytes { RecordHeader.decode($0, stamp: RecordStamp(salt: 78), offset: 640) } == nil)
        #expect(
            bytes[..<63].withUnsafeBytes { RecordHeader.decode($0, stamp: RecordStamp(salt: 77), offset: 640) } == nil)
    }

    @Test(arguments: [
        (RecordKind.chunk, Codec.raw, (4 << 20) + 1, (4 << 20) + 1), (.recipe, .raw, (64 << 20) + 1, (64 << 20) + 1),
        (.chunk, .raw, 10, 9), (.chunk, .lz4, 10, 10), (.chunk, .lz4, 10, 11),
    ])
    func recordHeaderWithImpossibleLengthsIsRefused(kind: RecordKind, codec: Codec, raw: Int, stored: Int) {
        let claim = RecordHeader(
            kind: kind, codec: codec, rawLength: raw, storedLength: stored, digest: .zero, payloadChecksum: 0)
        let bytes = encoded(claim, salt: 1, offset: 64)
        #expect(bytes.withUnsafeBytes { RecordHeader.decode($0, stamp: RecordStamp(salt: 1), offset: 64) } == nil)
    }

    @Test func footerComesBackAndOverlapsAreRefused() {
        func entry(_ offset: Int) -> PackEntry {
            PackEntry(
                kind: .chunk, codec: .raw, digest: SHA256.digest(of: [UInt8(offset & 255)]), offset: offset,
                rawLength: 100, storedLength: 100)
        }
        let footer = PackFooter([entry(64), entry(232)])
        #expect(footer.encoded().count == 96)
        #expect(footer.encoded().withUnsafeBytes { PackFooter.decode($0, limit: 400) } == .valid(footer))
        #expect(footer.encoded().withUnsafeBytes { PackFooter.decode($0, limit: 399) } == .invalid)
        let overlapping = PackFooter([entry(64), entry(224)])
        #expect(overlapping.encoded().withUnsafeBytes { PackFooter.decode($0, limit: 4096) } == .invalid)
        #expect(footer.encoded().dropLast().withUnsafeBytes { PackFooter.decode($0, limit: 4096) } == .invalid)
    }

    @Test func packNamesComeBackAndOthersAreNone() {
        for name in [PackName(.data, 1), PackName(.metadata, .max)] {
            #expect(PackName(fileName: name.fileName) == name)
        }
        #expect(PackName(.data, 1).fileName == "data-0000000001.pack")
        for other in [
            "", "data-", "data-1.pack", "data-0000000001.pack.new", "meta-00000000x1.pack", "x-0000000001.pack",
        ] {
            #expect(PackName(fileName: other) == nil, "\(other)")
        }
    }
}
