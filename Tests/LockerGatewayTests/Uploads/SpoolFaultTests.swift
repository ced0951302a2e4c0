import Foundation
import LockerBase
import LockerGateway
import LockerTestSupport
import NIOCore
import Testing

/// Uploads on disks that fail, and by clocks that are wrong.
@Suite struct SpoolFaultTests {
    private let folder: TemporaryFolder
    private let clock = StandingClock()
    private var path: String { folder.path + "/uploads" }

    init() throws {
        folder = try TemporaryFolder()
    }

    private func spool(lifetime: Int64 = 100) throws -> UploadSpool {
        var bounds = SpoolBounds()
        bounds.lifetime = lifetime
        return try UploadSpool(path, bounds: bounds, clock: clock.ofSpool)
    }

    private func record(_ length: Int) -> UploadRecord {
        UploadRecord(owner: "alice", library: "main", path: Data("a".utf8), length: length, modified: 7)
    }

    private func bytes(_ count: Int) -> ByteBuffer { ByteBuffer(bytes: [UInt8](repeating: 5, count: count)) }

    /// Makes an upload with some bytes, lets go of it, and says what it is called.
    private func make(_ spool: UploadSpool, having count: Int) throws -> UploadID {
        let held = try spool.make(record(10))
        try held.append(bytes(count))
        try held.sync()
        return held.id
    }

    @Test func `a clock that is set ahead costs no upload`() throws {
        let spool = try spool()
        let id = try make(spool, having: 1)
        clock.set(ahead: 1_000_000)
        spool.sweep()
        do {
            let held = try #require(try spool.take(id, of: "alice"))
            #expect(held.offset == 1)
        }
        // Clients are told of it by the clock that they know.
        #expect(spool.expiry(of: id) == clock.time + 100)
        clock.pass(100)
        spool.sweep()
        #expect(throws: LockerError.self) { try spool.take(id, of: "alice") }
    }

    @Test func `what was written while the clock was ahead is not kept until it is right`() throws {
        _ = try make(self.spool(), having: 1)
        clock.set(ahead: -1_000_000)
        let spool = try spool()
        #expect(spool.contents.uploads == 1)
        clock.pass(100)
        spool.sweep()
        #expect(spool.contents.uploads == 0)
    }

    @Test func `what a disk has failed to keep does not count, though it cannot be cut off`() throws {
        let spool = try spool()
        let id = try make(spool, having: 0)
        let file = "\(path)/\(id).bytes"
        try FileManager.default.removeItem(atPath: file)
        // Takes bytes, and can neither sync nor shorten them.
        try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: "/dev/zero")
        do {
            let held = try #require(try spool.take(id, of: "alice"))
            try held.append(bytes(4))
            #expect(throws: LockerError.self) { try held.sync() }
            #expect(held.offset == 0)
            #expect(throws: LockerError.self, "nor with the next try") { try held.sync() }
        }
        try FileManager.default.removeItem(atPath: file)
        try makeFile(file, [9, 9, 9, 9])
        let held = try #require(try spool.take(id, of: "alice"))
        #expect(held.offset == 0 && spool.contents.bytes == 0)
        try #expect(contents(of: file) == [])
    }

    @Test func `a check that could not be noted may be noted all the same`() throws {
        let spool = try spool()
        let id = try make(spool, having: 2)
        let draft = "\(path)/\(id).new"
        try FileManager.default.createDirectory(atPath: draft, withIntermediateDirectories: false)
        do {
            let held = try #require(try spool.take(id, of: "alice"))
            #expect(throws: LockerError.self) { try held.beginCheck() }
        }
        try FileManager.default.removeItem(atPath: draft)
        // As it is where the folder could not be synced after the rename.
        let file = "\(path)/\(id).json"
        var noted = try JSONDecoder().decode(UploadRecord.self, from: Data(contents(of: file)))
        noted.uncheckedFrom = 2
        try makeFile(file, Array(JSONEncoder().encode(noted)))
        do {
            let held = try #require(try spool.take(id, of: "alice"))
            try held.append(bytes(3))
            try held.sync()
        }
        let held = try #require(try self.spool().take(id, of: "alice"))
        #expect(held.offset == 5, "what was acknowledged is there")
    }

    @Test func `what came is on the disk long before the end of a long request`() throws {
        let spool = try spool()
        let plain = try spool.make(record(100 << 20))
        let checked = try spool.make(record(100 << 20))
        try checked.beginCheck()
        for held in [plain, checked] { try held.append(bytes(17 << 20)) }
        try #expect(spool.look(plain.id, of: "alice").offset == 17 << 20)
        try #expect(spool.look(checked.id, of: "alice").offset == 0, "what is not checked counts for nobody")
        try checked.sync()
        try #expect(spool.look(checked.id, of: "alice").offset == 0)
        try checked.endCheck()
        try #expect(spool.look(checked.id, of: "alice").offset == 17 << 20)
    }

    @Test func `an upload whose bytes are lost can be removed`() throws {
        let spool = try spool()
        let id = try make(spool, having: 1)
        try FileManager.default.removeItem(atPath: "\(path)/\(id).bytes")
        #expect(throws: LockerError.self) { try spool.take(id, of: "alice") }
        #expect(throws: LockerError.self) { try spool.remove(id, of: "bob") }
        try #expect(spool.remove(id, of: "alice"))
        #expect(spool.contents.uploads == 0 && spool.contents.bytes == 0)
        try #expect(FileManager.default.contentsOfDirectory(atPath: path) == [])
    }

    @Test func `one that cannot be removed is not said to be`() throws {
        let spool = try spool()
        let id = try make(spool, having: 1)
        let file = "\(path)/\(id).json"
        try FileManager.default.removeItem(atPath: file)
        try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
        #expect(throws: LockerError.self) { try spool.remove(id, of: "alice") }
        #expect(spool.contents.uploads == 1)
        let held = try #require(try spool.take(id, of: "alice"))
        try #expect(!spool.remove(id, of: "alice"), "somebody works on it")
        #expect(held.offset == 1)
    }

    @Test func `a record is never longer than one that is read`() throws {
        let spool = try spool()
        var long = record(1)
        long.ifMatch = String(repeating: "x", count: 300_000)
        #expect(throws: LockerError.self) { try spool.make(long) }
        #expect(spool.contents.uploads == 0)
        try #expect(FileManager.default.contentsOfDirectory(atPath: path) == [])
    }
}
