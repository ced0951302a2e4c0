import Foundation
import LockerBase
import LockerGateway
import LockerTestSupport
import NIOCore
import Testing

/// What is kept of uploads that come piece by piece.
@Suite struct SpoolTests {
    private let folder: TemporaryFolder
    private let clock = StandingClock()
    private var path: String { folder.path + "/uploads" }

    init() throws {
        folder = try TemporaryFolder()
    }

    private func spool(_ change: (inout SpoolBounds) -> Void = { _ in }) throws -> UploadSpool {
        var bounds = SpoolBounds()
        change(&bounds)
        return try UploadSpool(path, bounds: bounds, clock: clock.ofSpool)
    }

    private func record(_ length: Int, of account: String = "alice") -> UploadRecord {
        UploadRecord(owner: account, library: "main", path: Data("a".utf8), length: length, modified: 7)
    }

    private func bytes(_ count: Int) -> ByteBuffer { ByteBuffer(bytes: [UInt8](repeating: 5, count: count)) }

    /// Makes an upload with some bytes, lets go of it, and says what it is called.
    private func make(_ spool: UploadSpool, _ length: Int, having count: Int, of account: String = "alice") throws
        -> UploadID
    {
        let held = try spool.make(record(length, of: account))
        try held.append(bytes(count))
        try held.sync()
        return held.id
    }

    /// Whether alice can have it to work on.
    private func isFree(_ id: UploadID, in spool: UploadSpool) throws -> Bool {
        let held = try spool.take(id, of: "alice")
        return held != nil
    }

    @Test func `what came is there when the spool is opened again`() throws {
        let id = try make(spool(), 10, having: 4)
        let again = try spool()
        let held = try #require(try again.take(id, of: "alice"))
        #expect(held.offset == 4 && !held.isWhole && held.record.length == 10)
        try #expect(held.read(100, at: 1) == bytes(3))
        try held.append(bytes(6))
        #expect(held.isWhole)
        let mode = try FileManager.default.attributesOfItem(atPath: "\(path)/\(id).bytes")[.posixPermissions]
        #expect(mode as? Int == 0o600)
    }

    @Test func `bytes of one who was killed count, but none that were to be checked`() throws {
        let first = try spool()
        let held = try first.make(record(10))
        try held.append(bytes(3))
        let other = try first.make(record(10))
        try other.append(bytes(2))
        try other.sync()
        try other.beginCheck()
        try other.append(bytes(5))
        // Both are still held: nothing was done at their end.
        let again = try spool()
        let found = try #require(try again.take(held.id, of: "alice"))
        #expect(found.offset == 3)
        let checked = try #require(try again.take(other.id, of: "alice"))
        #expect(checked.offset == 2 && checked.record.uncheckedFrom == nil)
    }

    @Test func `one works on an upload at a time, and nobody else knows of it`() throws {
        let spool = try spool()
        let id = try make(spool, 10, having: 1)
        do {
            let held = try #require(try spool.take(id, of: "alice"))
            try #expect(!isFree(id, in: spool))
            let known = try spool.look(id, of: "alice")
            #expect(known.offset == 1)
            #expect(held.offset == 1)
        }
        try #expect(isFree(id, in: spool))
        for account in ["bob", ""] {
            let error = #expect(throws: LockerError.self) { try spool.take(id, of: account) }
            #expect(error?.code == .notFound)
        }
        let unknown = #expect(throws: LockerError.self) { try spool.take(UploadID(), of: "alice") }
        #expect(unknown?.code == .notFound)
    }

    @Test func `an interruption reaches who waits for a client`() throws {
        let spool = try spool()
        let held = try spool.make(record(10))
        let (clock, before) = (clock, clock.time)
        spool.interrupt(held.id)
        held.setStop { clock.pass(1) }
        spool.interrupt(held.id)
        held.setStop(nil)
        spool.interrupt(held.id)
        #expect(clock.time == before + 1)
    }

    @Test func `an upload expires after its last byte, and what came of it after that`() throws {
        let spool = try spool { $0.lifetime = 100 }
        let id = try make(spool, 10, having: 1)
        clock.pass(90)
        do {
            let held = try #require(try spool.take(id, of: "alice"))
            try held.append(bytes(1))
            try held.sync()
        }
        clock.pass(90)
        spool.sweep()
        do {
            let held = try #require(try spool.take(id, of: "alice"))
            clock.pass(200)
            spool.sweep()
            #expect(held.offset == 2, "who works on it keeps it")
        }
        #expect(throws: LockerError.self) { try spool.take(id, of: "alice") }
        spool.sweep()
        try #expect(FileManager.default.contentsOfDirectory(atPath: path) == [])
        #expect(spool.contents.uploads == 0 && spool.contents.bytes == 0)
    }

    @Test func `an account has so many, and so many bytes`() throws {
        let spool = try spool { ($0.uploadsPerAccount, $0.bytesPerAccount, $0.bytes) = (2, 10, 15) }
        let first = try make(spool, 10, having: 6)
        _ = try make(spool, 10, having: 4)
        let many = #expect(throws: LockerError.self) { try spool.make(record(1)) }
        #expect(many?.code == .tooMany)
        let held = try #require(try spool.take(first, of: "alice"))
        let own = #expect(throws: LockerError.self) { try held.append(bytes(1)) }
        #expect(own?.code == .overQuota && held.offset == 6)
        let his = try spool.make(record(10, of: "bob"))
        let all = #expect(throws: LockerError.self) { try his.append(bytes(6)) }
        #expect(all?.code == .overQuota)
        try his.append(bytes(5))
        try held.remove()
        try his.append(bytes(5))
        #expect(spool.contents.bytes == 14 && spool.contents.uploads == 2)
        try #expect(self.spool().contents.bytes == 14)
    }

    @Test func `one that nobody may have heard of gives way to a new one`() throws {
        let spool = try spool { $0.uploadsPerAccount = 2 }
        let (unused, used) = (try make(spool, 10, having: 0), try make(spool, 10, having: 1))
        clock.pass(59)
        #expect(throws: LockerError.self) { try spool.make(record(1)) }
        clock.pass(1)
        let id: UploadID
        do {
            let held = try spool.make(record(1))
            id = held.id
            #expect(throws: LockerError.self) { try spool.take(unused, of: "alice") }
        }
        try #expect(isFree(used, in: spool) && isFree(id, in: spool))
        #expect(throws: LockerError.self, "the new one may be heard of yet") { try spool.make(record(1)) }
        #expect(spool.contents.uploads == 2)
        try #expect(FileManager.default.contentsOfDirectory(atPath: path).count == 4)
    }

    @Test func `what is committed is remembered without its bytes`() throws {
        let first = try spool { $0.outcomesPerAccount = 1 }
        var conditional = record(3)
        conditional.ifNoneMatch = "*"
        let id: UploadID
        do {
            let held = try first.make(conditional)
            id = held.id
            try held.append(bytes(3))
            try held.complete(UploadRecord.Outcome(revision: 4, blob: "ab"))
        }
        #expect(first.contents.uploads == 0 && first.contents.bytes == 0)
        let again = try spool { $0.outcomesPerAccount = 1 }
        let held = try #require(try again.take(id, of: "alice"))
        #expect(held.offset == 3 && held.isWhole && held.record.outcome?.revision == 4)
        #expect(held.record.ifNoneMatch == nil, "it waits for nothing any more")
        try #expect(FileManager.default.contentsOfDirectory(atPath: path) == ["\(id).json"])
    }

    @Test func `the oldest outcomes go when there are too many`() throws {
        let spool = try spool { $0.outcomesPerAccount = 1 }
        var ids: [UploadID] = []
        for _ in 0..<2 {
            let held = try spool.make(record(0))
            try held.complete(UploadRecord.Outcome(revision: 1, blob: "ab"))
            ids.append(held.id)
            clock.pass(1)
        }
        spool.sweep()
        #expect(throws: LockerError.self) { try spool.take(ids[0], of: "alice") }
        try #expect(isFree(ids[1], in: spool))
    }

    @Test func `what is left without a record is removed`() throws {
        let id = try make(spool(), 10, having: 4)
        let other = UploadID()
        try makeFile("\(path)/\(other).bytes", [1])
        try makeFile("\(path)/\(other).new", [1])
        _ = try spool()
        try #expect(Set(FileManager.default.contentsOfDirectory(atPath: path)) == ["\(id).json", "\(id).bytes"])
    }

    @Test func `what a newer version has written is not removed`() throws {
        let id = try make(spool(), 10, having: 4)
        try makeFile("\(path)/\(id).json", Array(#"{"version":2}"#.utf8))
        let error = #expect(throws: LockerError.self) { try spool() }
        #expect(error?.code == .failedPrecondition)
        try #expect(Set(FileManager.default.contentsOfDirectory(atPath: path)) == ["\(id).json", "\(id).bytes"])
    }

    @Test func `names that are none`() {
        for text in ["", "..", "0123", String(repeating: "A", count: 32), String(repeating: "g", count: 32)] {
            #expect(UploadID(text) == nil, "\(text)")
        }
        let id = UploadID()
        #expect(UploadID(id.description) == id && id != UploadID())
    }
}
