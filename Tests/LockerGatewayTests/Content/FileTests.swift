import LockerGateway
import LockerTestSupport
import Testing

/// Files over HTTP: read, in whole and in parts.
@Suite(.timeLimit(.minutes(5))) struct FileTests {
    private static let bytes: [UInt8] = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 * 7 + ($0 >> 8)) }
    private static let target = "/api/v1/libraries/main/files/B/%C3%A4%20b.mp3"

    /// A file of alice's.
    private struct Served: Sendable {
        let gateway: RunningGateway
        let token: String
        let tag: String

        func ask(_ fields: [String: String] = [:]) async throws -> Answer {
            try await gateway.ask("GET", FileTests.target, as: token, fields)
        }
    }

    /// What stands between separators.
    private static func parts(of bytes: [UInt8], at separator: [UInt8]) -> [[UInt8]] {
        var (parts, part) = ([[UInt8]](), [UInt8]())
        for byte in bytes {
            part.append(byte)
            guard part.suffix(separator.count).elementsEqual(separator) else { continue }
            parts.append(part.dropLast(separator.count))
            part = []
        }
        return parts + [part]
    }

    private func withFile(_ body: (Served) async throws -> Void) async throws {
        try await RunningGateway.with { gateway in
            let alice = try await gateway.add("alice")
            try gateway.daemon.put(["B/ä b.mp3": FileTests.bytes], for: "alice", modified: 1_000_000_000_000_000_000)
            let head = try await gateway.ask("HEAD", FileTests.target, as: alice.token)
            let tag = try #require(head["ETag"])
            try await body(Served(gateway: gateway, token: alice.token, tag: tag))
        }
    }

    @Test func `a file comes whole, with what is known of it`() async throws {
        try await withFile { file in
            let answer = try await file.ask()
            #expect(answer.status == 200 && answer.body == FileTests.bytes)
            #expect(answer["Content-Length"] == "100000" && answer["Content-Type"] == "audio/mpeg")
            #expect(answer["Accept-Ranges"] == "bytes" && answer["Cache-Control"] == "private, no-cache")
            #expect(answer["Last-Modified"] == "Sun, 09 Sep 2001 01:46:40 GMT")
            #expect(answer["Locker-Revision"] == "1" && answer["X-Content-Type-Options"] == "nosniff")
            #expect(answer["Content-Disposition"]?.contains("filename*=UTF-8''%C3%A4%20b.mp3") == true)
            #expect(answer["X-Request-Id"] != nil && answer["Date"] != nil)
            #expect(file.tag.count == 66 && file.tag.hasPrefix("\"") && answer["ETag"] == file.tag)
        }
    }

    @Test func `a head has all but the content, and the connection goes on behind it`() async throws {
        try await withFile { file in
            let whole = try await file.ask()
            let (gateway, token) = (file.gateway, file.token)
            let heads = try await blocking {
                let line = try gateway.connect()
                let ask = RunningGateway.request("HEAD", FileTests.target, as: token)
                let absent = RunningGateway.request("HEAD", FileTests.target + "x", as: token)
                return [try line.exchange(ask), try line.exchange(absent), try line.exchange(ask)]
            }
            #expect(heads.map(\.status) == [200, 404, 200])
            for name in ["Content-Length", "Content-Type", "ETag", "Last-Modified", "Content-Disposition"] {
                #expect(heads[0][name] == whole[name] && heads[2][name] == whole[name])
            }
        }
    }

    private static let ranges: [(String, Int, Range<Int>)] = [
        ("bytes=0-9", 206, 0..<10), ("bytes=99990-", 206, 99_990..<100_000), ("bytes=-5", 206, 99_995..<100_000),
        ("bytes=500-999999", 206, 500..<100_000), ("bytes=-200000", 206, 0..<100_000),
        ("bytes=9-0", 200, 0..<100_000), ("lines=0-9", 200, 0..<100_000), ("bytes=x", 200, 0..<100_000),
    ]

    @Test func `a range, and what is none`() async throws {
        try await withFile { file in
            for (range, status, wanted) in FileTests.ranges {
                let answer = try await file.ask(["Range": range])
                #expect(answer.status == status && answer.body == Array(FileTests.bytes[wanted]), "\(range)")
                let field = "bytes \(wanted.lowerBound)-\(wanted.upperBound - 1)/100000"
                #expect(answer["Content-Range"] == (status == 206 ? field : nil), "\(range)")
            }
        }
    }

    @Test func `several ranges, and ranges behind the end`() async throws {
        try await withFile { file in
            let several = try await file.ask(["Range": "bytes=0-3,50000-50003"])
            #expect(several.status == 206)
            let type = try #require(several["Content-Type"])
            let boundary = try #require(type.split(separator: "=").last).filter { $0 != "\"" }
            #expect(type.hasPrefix("multipart/byteranges"))
            let parts = FileTests.parts(of: several.body, at: Array("--\(boundary)".utf8))
            #expect(parts.count >= 3 && several["Content-Length"] == "\(several.body.count)")
            for range in [0..<4, 50_000..<50_004] {
                #expect(parts.contains { $0.dropLast(2).suffix(4).elementsEqual(FileTests.bytes[range]) })
            }
            let behind = try await file.ask(["Range": "bytes=100000-"])
            #expect(behind.status == 416 && behind["Content-Range"] == "bytes */100000")
            let current = try await file.ask(["Range": "bytes=0-9", "If-Range": file.tag])
            #expect(current.status == 206)
            let old = try await file.ask(["Range": "bytes=0-9", "If-Range": "\"old\""])
            #expect(old.status == 200 && old.body.count == 100_000)
        }
    }

    @Test func `conditions`() async throws {
        try await withFile { file in
            let known = try await file.ask(["If-None-Match": "W/\"x\", \(file.tag)"])
            #expect(known.status == 304 && known.body == [] && known["ETag"] == file.tag)
            #expect(known["Content-Length"] == nil)
            let time = "Sun, 09 Sep 2001 01:46:4"
            let cases: [(String, String, Int)] = [
                ("If-None-Match", "\"x\"", 200), ("If-None-Match", "*", 304), ("If-Match", file.tag, 200),
                ("If-Match", "\"x\"", 412), ("If-Modified-Since", time + "0 GMT", 304),
                ("If-Modified-Since", "Sun, 09 Sep 2001 01:46:39 GMT", 200),
                ("If-Unmodified-Since", "Sun, 09 Sep 2001 01:46:39 GMT", 412),
                ("If-Unmodified-Since", time + "0 GMT", 200),
            ]
            for (name, value, status) in cases {
                let answer = try await file.ask([name: value])
                #expect(answer.status == status, "\(name): \(value)")
            }
        }
    }

    @Test func `what a path may not be is refused with the rule`() async throws {
        try await withFile { file in
            let token = file.token
            for path in ["..", "a/../b", "a%2Fb", "a//b", "%00", "a%", String(repeating: "x", count: 5000)] {
                let answer = try await file.gateway.ask("GET", "/api/v1/libraries/main/files/\(path)", as: token)
                #expect(answer.status == 400, "\(path.prefix(10))")
                try #expect(answer.value("error.code") == "INVALID_ARGUMENT")
            }
            let none = try await file.gateway.ask("GET", "/api/v1/libraries/main/files/none", as: token)
            try #expect(none.status == 404 && none.value("error.code") == "NOT_FOUND")
            try #expect(none.value("error.request") == none["X-Request-Id"])
            let revision = try await file.gateway.ask("GET", FileTests.target + "?revision=x", as: token)
            #expect(revision.status == 400)
        }
    }
}
