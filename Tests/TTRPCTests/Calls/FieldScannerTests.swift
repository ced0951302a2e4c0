import TTRPC
import Testing

@Suite struct FieldScannerTests {
    private func tags(of message: [UInt8]) throws -> [UInt64] {
        try message.withUnsafeBytes { bytes in
            var scanner = FieldScanner(bytes)
            var tags: [UInt64] = []
            while let field = try scanner.next() { tags.append(field.tag) }
            return tags
        }
    }

    @Test func everyKindOfFieldIsPassedOver() throws {
        let varint: [UInt8] = [0x08, 0x96, 0x01]
        let fixed64: [UInt8] = [0x11] + [UInt8](repeating: 7, count: 8)
        let bytes: [UInt8] = [0x1A, 0x02, 0x08, 0x01]
        let fixed32: [UInt8] = [0x25, 1, 2, 3, 4]
        let message = varint + fixed64 + bytes + fixed32 + bytes
        #expect(try tags(of: message) == [0x08, 0x11, 0x1A, 0x25, 0x1A])
        #expect(try FieldScanner.count(in: message, limit: 5) == 5)
        #expect(try FieldScanner.count(in: message, limit: 4) == nil)
        #expect(try FieldScanner.count(in: [], limit: 0) == 0)
    }

    @Test func `each element of a packed field is counted`() throws {
        let numbers: [UInt8] = [0x0A, 5, 0x96, 0x01, 0, 0xFF, 0x7F]
        let fixed: [UInt8] = [0x12, 16] + [UInt8](repeating: 0xFF, count: 16)
        let others: [UInt8] = [0x1A, 3, 1, 2, 3, 0x0A, 0, 0x08, 1]
        let packed = [PackedField(1), PackedField(2, width: 8)]
        // One of them is empty, and one an element by itself.
        #expect(try FieldScanner.count(in: numbers + fixed + others, limit: 8, packed: packed) == 8)
        #expect(try FieldScanner.count(in: numbers + fixed + others, limit: 7, packed: packed) == nil)
        #expect(try FieldScanner.count(in: numbers + fixed + others, limit: 7) == 5)
    }

    @Test func whatIsNoMessageIsMalformed() {
        let endless = [UInt8](repeating: 0xFF, count: 20)
        let claims: [UInt8] = [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01]
        for message: [UInt8] in [[0x08], [0x0A, 2, 1], [0x11, 1], [0x25], [0x0B], [0x0C], endless, claims] {
            #expect(throws: FieldScanner.Malformed.self) { try FieldScanner.count(in: message, limit: 9) }
        }
    }
}
