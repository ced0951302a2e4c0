import Glibc
import LockerBase
import LockerTestSupport
import PackEngine
import Testing

/// The packs that docs/format.md spells out byte by byte.
struct VectorTests {
    private static let storeID = StoreID(hex: "00112233445566778899aabbccddeeff")
    private static let name = PackName(.data, 1)
    private let record = TestRecord(Array("A record of text".utf8))

    /// The pack of a version.
    private func pack(_ version: PackVersion) throws -> [UInt8] {
        let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        let text = String(decoding: try contents(of: "/\(root)/docs/format.md"), as: UTF8.self)
        let lines = text.split(separator: "\n").map { String($0.drop { $0 == " " }) }
        let start = try #require(lines.firstIndex { $0 == "version \(version.rawValue)" })
        var bytes: [UInt8] = []
        for line in lines[(start + 1)...] {
            let digits = Array(line.prefix { $0.isHexDigit })
            if digits.count < 32 { break }
            for place in stride(from: 0, to: digits.count, by: 2) {
                bytes.append(try #require(UInt8(String(digits[place...place + 1]), radix: 16)))
            }
        }
        return bytes
    }

    @Test(arguments: PackVersion.allCases) func itIsWhatIsWritten(version: PackVersion) throws {
        let bytes = try pack(version)
        #expect(bytes.count == 320)
        let header = PackHeader(
            name: VectorTests.name, storeID: try #require(VectorTests.storeID), salt: 0x0102_0304_0506_0708,
            created: 1_700_000_000, version: version)
        #expect(header.encoded() == Array(bytes[..<64]))
        #expect(bytes.withUnsafeBytes { PackHeader.decode($0) } == .valid(header))
        let stamp = RecordStamp(version: version, salt: header.salt)
        let read = bytes[64..<128].withUnsafeBytes { RecordHeader.decode($0, stamp: stamp, offset: 64) }
        let found = try #require(read)
        #expect(found.kind == .chunk && found.codec == .raw && found.scheme == .plain && found.digest == record.digest)
        var again = [UInt8](repeating: 0, count: 64)
        again.withUnsafeMutableBytes { found.encode(into: $0, stamp: stamp, offset: 64) }
        #expect(again == Array(bytes[64..<128]))
        let entry = PackEntry(
            kind: .chunk, codec: .raw, digest: record.digest, offset: 64, rawLength: 16, storedLength: 16)
        #expect(PackFooter([entry]).encoded() == Array(bytes[208..<256]))
        let trailer = PackTrailer(
            name: VectorTests.name, recordCount: 1, footerOffset: 144, rawBytes: 16, storedBytes: 16, salt: header.salt,
            version: version)
        #expect(trailer.encoded() == Array(bytes[256...]))
    }

    /// A record never is of another version than its pack.
    @Test(arguments: PackVersion.allCases) func versionsDoNotMix(version: PackVersion) throws {
        let bytes = try pack(version)
        for other in PackVersion.allCases where other != version {
            let stamp = RecordStamp(version: other, salt: 0x0102_0304_0506_0708)
            #expect(bytes[64..<128].withUnsafeBytes { RecordHeader.read($0, stamp: stamp, offset: 64) } == .invalid)
        }
    }

    @Test(arguments: PackVersion.allCases, [true, false]) func aStoreHasItsRecord(version: PackVersion, isSealed: Bool)
        throws
    {
        try withTemporaryDirectory { directory in
            let path = directory + "/s"
            mkdir(path, 0o700)
            mkdir(path + "/packs", 0o700)
            let bytes = try pack(version)
            try makeFile(path + "/packs/" + VectorTests.name.fileName, isSealed ? bytes : Array(bytes[..<144]))
            try withStore(path) { store in
                #expect(store.storeID == VectorTests.storeID)
                #expect(store.missing([record]) == [])
                #expect(store.statistics().older.packs == (version == .newest ? 0 : 1))
            }
            // Sealed by a recovery, it is the same.
            #expect(try contents(of: path + "/packs/" + VectorTests.name.fileName) == bytes)
        }
    }
}
