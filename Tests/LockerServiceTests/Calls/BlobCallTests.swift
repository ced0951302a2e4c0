import Foundation
import LockerAPI
import LockerBase
import LockerClient
import LockerTestSupport
import Testing

/// Content that is opened, or named, over the socket.
@Suite struct BlobCallTests {
    private static let bytes: [UInt8] = {
        var generator = SplitMix64(seed: 41)
        return generator.bytes(8 << 20)
    }()

    private func put(_ bytes: [UInt8], _ test: TestDaemon, _ connection: LockerConnection) throws {
        let session = try connection.call(LockerMethods.openSession, .with { $0.library = "main" }).session
        let file = try makeFile(test.directory + "/file", bytes)
        let ingest = Locker_V1_IngestRequest.with {
            $0.session = session
            $0.path = Data("a".utf8)
            ($0.modified, $0.mode) = (7, 0o640)
        }
        _ = try connection.call(LockerMethods.ingest, ingest, descriptor: file)
        _ = try connection.call(LockerMethods.commit, .with { $0.session = session })
    }

    private func open(_ connection: LockerConnection) throws -> Locker_V1_OpenBlobResponse {
        try connection.call(
            LockerMethods.openBlob,
            .with {
                $0.library = "main"
                $0.path = Data("a".utf8)
            })
    }

    private func read(
        _ connection: LockerConnection, handle: UInt64 = 0, blob: Data = Data(), offset: UInt64 = 0
    ) throws -> Locker_V1_ReadBlobResponse {
        try connection.call(
            LockerMethods.readBlob,
            .with {
                ($0.handle, $0.blob, $0.offset, $0.length) = (handle, blob, offset, 1 << 20)
            })
    }

    @Test func `what is opened is told as it is, and read`() throws {
        try TestDaemon.with { test in
            let connection = try test.connect()
            try put([1, 2, 3], test, connection)
            let opened = try open(connection)
            #expect(opened.size == 3 && opened.modified == 7 && opened.mode == 0o640 && opened.revision == 1)
            #expect(opened.blob.count == 32 && opened.track.isEmpty)
            try put([4], test, connection)
            let byHandle = try read(connection, handle: opened.handle, offset: 1)
            let byName = try read(connection, blob: opened.blob, offset: 1)
            for answer in [byHandle, byName] {
                #expect(answer.data == Data([2, 3]) && answer.size == 3)
            }
            _ = try connection.call(LockerMethods.closeBlob, .with { $0.handle = opened.handle })
            _ = try connection.call(LockerMethods.closeBlob, .with { $0.handle = opened.handle })
            #expect { try read(connection, handle: opened.handle) } throws: { has(.notFound)($0) }
        }
    }

    @Test func `a handle is of its connection, and a read of one thing`() throws {
        try TestDaemon.with { test in
            let connection = try test.connect()
            try put([1, 2, 3], test, connection)
            let opened = try open(connection)
            let other = try test.connect()
            #expect { try read(other, handle: opened.handle) } throws: { has(.notFound)($0) }
            #expect { try read(connection) } throws: { has(.invalidArgument)($0) }
            #expect { try read(connection, blob: Data([1])) } throws: { has(.invalidArgument)($0) }
            #expect {
                try read(connection, handle: opened.handle, blob: opened.blob)
            } throws: { has(.invalidArgument)($0) }
        }
    }

    @Test func `content stays while it is read`() throws {
        try TestDaemon.with { test in
            let connection = try test.connect()
            try put(BlobCallTests.bytes, test, connection)
            let stream = ContentStream(connection: connection, library: "main", path: try EntryPath("a"))
            var content: [UInt8] = []
            try stream.read { (piece) throws(LockerError) in
                // Once the first has come, it is opened.
                if content.count == 1 << 20 { replace(test) }
                content.append(contentsOf: piece)
            }
            #expect(content == BlobCallTests.bytes)
        }
    }

    private func has(_ code: LockerError.Code) -> (any Error) -> Bool {
        { ($0 as? LockerError)?.code == code }
    }

    private func replace(_ test: TestDaemon) {
        #expect(throws: Never.self) { try put([1], test, try test.connect()) }
    }
}
