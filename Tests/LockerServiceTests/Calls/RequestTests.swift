import Foundation
import Glibc
import LockerAPI
import LockerBase
import LockerCore
import LockerTestSupport
import POSIXSupport
import TTRPC
import Testing

@Suite struct RequestTests {
    @Test func onlyAKnownAccountCanBeActedFor() throws {
        try TestDaemon.with { test in
            #expect { try test.connect("nobody").call(LockerMethods.status, .init()) } throws: { has(.notFound)($0) }
            try test.addAccount("alice")
            #expect(try test.connect("alice").call(LockerMethods.status, .init()).account == "alice")
        }
    }

    @Test func anIngestTakesExactlyOneDescriptor() throws {
        try TestDaemon.with { test in
            let connection = try test.connect()
            var request = Locker_V1_IngestRequest()
            request.session = try open(connection)
            request.path = Data("x".utf8)
            #expect { try connection.call(LockerMethods.ingest, request) } throws: { has(.invalidArgument)($0) }
            let file = try makeFile(test.directory + "/x", [1, 2, 3])
            #expect(try connection.call(LockerMethods.ingest, request, descriptor: file).size == 3)
            request.path = Data("../x".utf8)
            #expect {
                try connection.call(LockerMethods.ingest, request, descriptor: file)
            } throws: { has(.invalidArgument)($0) }
        }
    }

    @Test func aSessionEndsWithItsConnection() throws {
        try TestDaemon.with { test in
            let (one, other) = (try test.connect(), try test.connect())
            var request = Locker_V1_CommitRequest()
            request.session = try open(one)
            #expect { try other.call(LockerMethods.commit, request) } throws: { has(.notFound)($0) }
            #expect(try one.call(LockerMethods.commit, request).revision == 0)
        }
    }

    @Test func aSpanOfNothingExpiresNothing() throws {
        try TestDaemon.with { test in
            let request = Locker_V1_ExpireRequest.with { $0.keepWithinSeconds = 0 }
            #expect {
                try test.connect().call(AdminMethods.expire, request)
            } throws: { has(.invalidArgument)($0) }
        }
    }

    @Test func hostileEntriesAreRefused() throws {
        try TestDaemon.with { test in
            let connection = try test.connect()
            let session = try open(connection)
            for path in ["/etc/passwd", "../up", "a//b", "", "a/./b", String(repeating: "n", count: 256)] {
                var entry = Locker_V1_Entry()
                entry.path = Data(path.utf8)
                entry.kind = .symlink
                entry.target = Data("t".utf8)
                var request = Locker_V1_StageRequest()
                request.session = session
                request.entries = [entry]
                #expect { try connection.call(LockerMethods.stage, request) } throws: { has(.invalidArgument)($0) }
            }
        }
    }

    @Test func numbersThatNothingReachesAreRefused() throws {
        try TestDaemon.with { test in
            let connection = try test.connect()
            let session = try open(connection)
            var upload = Locker_V1_BeginUploadRequest()
            upload.session = session
            upload.path = Data("x".utf8)
            var piece = Locker_V1_WriteUploadRequest()
            piece.session = session
            piece.upload = try connection.call(LockerMethods.beginUpload, upload).upload
            piece.offset = .max
            piece.data = Data([1])
            #expect { try connection.call(LockerMethods.writeUpload, piece) } throws: { has(.invalidArgument)($0) }
            var list = Locker_V1_ListRequest()
            list.library = "main"
            list.revision = .max
            list.limit = .max
            #expect { try connection.call(LockerMethods.list, list) } throws: { has(.notFound)($0) }
            var quota = Locker_V1_SetQuotaRequest()
            quota.name = "root"
            quota.quotaBytes = .max
            #expect { try connection.call(AdminMethods.setQuota, quota) } throws: { has(.invalidArgument)($0) }
        }
    }

    /// Every byte of a valid request in turn, and bytes at random: an answer or an error, and the daemon serves on.
    @Test func garbageInARequestIsAnErrorForItsCaller() throws {
        try TestDaemon.with { test in
            let client = try Client(path: test.socket)
            var random = SplitMix64(seed: 9)
            for method in ["Status", "List", "Stage", "Commit", "WriteUpload", "Read", "Move", "Ingest", "Nothing"] {
                for length in 0..<40 {
                    _ = try? client.call(service: "locker.v1.Locker", method: method, payload: random.bytes(length))
                }
            }
            #expect(try test.connect().call(LockerMethods.status, .init()).version == LockerVersion.text)
        }
    }

    private func open(_ connection: LockerConnection) throws -> UInt64 {
        var request = Locker_V1_OpenSessionRequest()
        request.library = "main"
        return try connection.call(LockerMethods.openSession, request).session
    }

    private func has(_ code: LockerError.Code) -> (any Error) -> Bool {
        { ($0 as? LockerError)?.code == code }
    }
}
