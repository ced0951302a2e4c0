import LockerBase
import LockerCore
import Testing

/// Entries of records that name a chunk (commit.proto, `Entry`, field 10).
@Suite struct RecordedChunkTests {
    /// A record with one entry, a file of less than 16,384 bytes or none at all.
    private func record(size: Int, chunk: Int) -> [UInt8] {
        let entry =
            [0x0A, 1, 0x61, 0x10, 1, 0x18, UInt8(size & 0x7F | 0x80), UInt8(size >> 7), 0x52, UInt8(chunk)]
            + [UInt8](repeating: 7, count: chunk)
        return [0x4A, UInt8(entry.count)] + entry
    }

    @Test func oneIsReadAndWrittenAgainAsItWas() throws {
        let bytes = record(size: 1000, chunk: 32)
        #expect(try RecordInspection.commits(in: [(.zero, bytes)]) == 0)
        #expect(try RecordInspection.encodedAgain(bytes).count == bytes.count)
    }

    @Test func whatCannotBeAChunkIsDamage() {
        for (size, chunk) in [(0, 32), (1000, 31), (1000, 33)] {
            let error = #expect(throws: LockerError.self) {
                try RecordInspection.commits(in: [(.zero, record(size: size, chunk: chunk))])
            }
            #expect(error?.code == .dataLoss && error?.message.hasPrefix("a: ") == true)
        }
    }
}
