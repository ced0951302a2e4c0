import Foundation
import LockerAPI
import LockerBase
import TTRPC
import Testing

/// What a message claims to hold is counted before it is decoded.
@Suite struct RequestLimitTests {
    /// Every message with a repeated field, of which 4 MiB of empty elements would take up to 100 times as much
    /// decoded.
    @Test(arguments: [
        ("Locker", "Stage", 2), ("Locker", "Stage", 3), ("Locker", "Match", 1), ("Locker", "Prove", 1),
        ("Locker", "Assemble", 2), ("Locker", "PutChunks", 2), ("Locker", "Remove", 2), ("Admin", "AddTracks", 2),
        ("Admin", "Grant", 3), ("Locker", "IngestFiles", 3), ("Locker", "IngestFiles", 5),
        ("Locker", "RestoreFiles", 3), ("Locker", "Status", 99),
    ])
    func tooManyElementsAreRefusedBeforeTheyAreDecoded(service: String, method: String, field: Int) throws {
        try TestDaemon.with { test in
            let client = try Client(path: test.socket)
            let many = elements(of: field, count: RequestLimits.fields + 1)
            #expect {
                try client.call(service: "locker.v1.\(service)", method: method, payload: many)
            } throws: { error in
                guard let error = error as? RPCError else { return false }
                return error.reason == "INVALID_ARGUMENT" && error.message.contains("\(RequestLimits.fields) fields")
            }
        }
    }

    /// The columns of `IngestFiles`, by the bytes of an element.
    @Test(arguments: [(3, 8), (4, 1), (5, 1)])
    func `elements that come as one value are counted, too`(field: UInt8, width: Int) throws {
        try TestDaemon.with { test in
            let client = try Client(path: test.socket)
            for (count, isCounted) in [(RequestLimits.fields + 1, true), (RequestLimits.fields, false)] {
                var length = count * width
                var message = [field << 3 | 2]
                while length >= 0x80 {
                    message.append(UInt8(length & 0x7F | 0x80))
                    length >>= 7
                }
                message.append(UInt8(length))
                message += [UInt8](repeating: 0, count: count * width)
                #expect {
                    try client.call(service: "locker.v1.Locker", method: "IngestFiles", payload: message)
                } throws: {
                    ($0 as? RPCError)?.message.contains("\(RequestLimits.fields) fields") == isCounted
                }
            }
        }
    }

    @Test func asManyElementsAsThereMayBeAreDecoded() throws {
        try TestDaemon.with { test in
            let client = try Client(path: test.socket)
            let most = elements(of: 99, count: RequestLimits.fields)
            #expect(throws: Never.self) {
                try client.call(service: "locker.v1.Locker", method: "Status", payload: most)
            }
        }
    }

    /// So many empty elements of a repeated field, as they are encoded.
    private func elements(of field: Int, count: Int) -> [UInt8] {
        let tag = field << 3 | 2
        let element = tag < 0x80 ? [UInt8(tag), 0] : [UInt8(tag & 0x7F | 0x80), UInt8(tag >> 7), 0]
        return Array(repeatElement(element, count: count).joined())
    }
}
