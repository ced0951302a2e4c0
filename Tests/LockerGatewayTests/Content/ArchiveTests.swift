import GatewayTestSupport
import LockerBase
import LockerTestSupport
import Testing

/// Archives, as Python reads them.
@Suite(.timeLimit(.minutes(5))) struct ArchiveTests {
    private static let place = "/api/v1/libraries/main/zip"

    /// What Python finds in an archive: for each entry its name and the digest of what is in it.
    private static let script = """
        import hashlib, sys, zipfile
        with zipfile.ZipFile(sys.argv[1]) as archive:
            assert archive.testzip() is None
            for entry in archive.infolist():
                print(entry.filename, entry.file_size, hashlib.sha256(archive.read(entry)).hexdigest())
        """

    private static func list(_ bytes: [UInt8], in folder: String) throws -> [String] {
        let path = folder + "/archive-\(UInt64.random(in: 0 ... .max)).zip"
        try makeFile(path, bytes)
        return try Programs.output(of: "python3", ["-c", script, path]).split(separator: "\n").map(String.init)
    }

    private func withFiles(_ body: (RunningGateway, String, [String: [UInt8]]) async throws -> Void) async throws {
        try await RunningGateway.with { gateway in
            let alice = try await gateway.add("alice")
            var random = SplitMix64(seed: 8)
            let files: [String: [UInt8]] = [
                "a.txt": random.bytes(10), "Björk/one.mp3": random.bytes(2_000_000), "Björk/two.mp3": [],
                "c/d/e": random.bytes(100_000),
            ]
            try gateway.daemon.put(files, for: "alice")
            try await body(gateway, alice.token, files)
        }
    }

    private func expect(_ listing: [String], has files: [String: [UInt8]]) {
        for (path, bytes) in files {
            #expect(listing.contains("\(path) \(bytes.count) \(SHA256.digest(of: bytes).hex)"), "\(path)")
        }
        #expect(listing.filter { !$0.contains("/ ") }.count == files.count)
    }

    @Test func `a library as one archive`() async throws {
        try await withFiles { gateway, token, files in
            let answer = try await gateway.ask("GET", ArchiveTests.place, as: token)
            #expect(answer.status == 200 && answer["Content-Type"] == "application/zip")
            #expect(answer["Content-Length"] == "\(answer.body.count)" && answer["Accept-Ranges"] == "none")
            #expect(answer["Content-Disposition"]?.contains("main.zip") == true)
            let (bytes, folder) = (answer.body, gateway.daemon.directory)
            let listing = try await blocking { try ArchiveTests.list(bytes, in: folder) }
            expect(listing, has: files)
            let head = try await gateway.ask("HEAD", ArchiveTests.place, as: token)
            #expect(head["Content-Length"] == answer["Content-Length"] && head["ETag"] == answer["ETag"])
            let tag = try #require(answer["ETag"])
            let known = try await gateway.ask("GET", ArchiveTests.place, as: token, ["If-None-Match": tag])
            #expect(known.status == 304 && known.body == [])
            let other = try await gateway.ask("GET", ArchiveTests.place, as: token, ["If-Match": "\"other\""])
            #expect(other.status == 412 && other["Content-Length"] == "\(other.body.count)" && !other.body.isEmpty)
        }
    }

    @Test func `some folders and files, and what is not there`() async throws {
        try await withFiles { gateway, token, files in
            let query = "?path=Bj%C3%B6rk&path=a.txt"
            let answer = try await gateway.ask("GET", ArchiveTests.place + query, as: token)
            let (bytes, folder) = (answer.body, gateway.daemon.directory)
            let listing = try await blocking { try ArchiveTests.list(bytes, in: folder) }
            expect(listing, has: files.filter { $0.key != "c/d/e" })
            for (target, status) in [("?path=none", 404), ("?path=../a", 400), ("?revision=99", 404)] {
                let answer = try await gateway.ask("GET", ArchiveTests.place + target, as: token)
                #expect(answer.status == status, "\(target)")
            }
            let none = try await gateway.ask("GET", "/api/v1/libraries/none/zip", as: token)
            #expect(none.status == 404)
        }
    }

    @Test func `an archive of an earlier revision, and another one after a change`() async throws {
        try await withFiles { gateway, token, files in
            let first = try await gateway.ask("HEAD", ArchiveTests.place, as: token)
            try gateway.daemon.put(["new": [1]], for: "alice")
            let second = try await gateway.ask("HEAD", ArchiveTests.place, as: token)
            #expect(first["ETag"] != nil && second["ETag"] != first["ETag"])
            let before = try await gateway.ask("GET", ArchiveTests.place + "?revision=1", as: token)
            #expect(before["ETag"] == first["ETag"])
            let (bytes, folder) = (before.body, gateway.daemon.directory)
            let listing = try await blocking { try ArchiveTests.list(bytes, in: folder) }
            expect(listing, has: files)
        }
    }
}
