import Foundation
import GatewayTestSupport
import LockerBase
import LockerTestSupport
import Testing

/// What libraries there are, what is in them, and content by its name.
@Suite(.timeLimit(.minutes(5))) struct EntryTests {
    private func withFiles(_ body: (RunningGateway, String) async throws -> Void) async throws {
        try await RunningGateway.with { gateway in
            let alice = try await gateway.add("alice")
            let first: [String: [UInt8]] = ["a": [1], "f/b": [1, 2], "f/g/c": [1, 2, 3], "h": [], "z": [9]]
            try gateway.daemon.put(first, for: "alice", library: "Ä/b")
            try gateway.daemon.put(["z": [8]], removing: ["a"], for: "alice", library: "Ä/b")
            try await body(gateway, alice.token)
        }
    }

    private static let place = "/api/v1/libraries/%C3%84%2Fb"

    @Test func `libraries with their sizes`() async throws {
        try await withFiles { gateway, token in
            let list = try await gateway.ask("GET", "/api/v1/libraries", as: token)
            #expect(
                list.status == 200 && list["Content-Type"] == "application/json" && list["Cache-Control"] == "no-store")
            try #expect(list.value("account") == "alice" && list.value("libraries.0.name") == "Ä/b")
            try #expect(list.value("libraries.0.revision") == "2" && list.value("libraries.0.files") == "4")
            try #expect(list.value("libraries.1.name") == nil && list.value("quota_bytes") == nil)
        }
    }

    @Test func `entries come page by page, each once`() async throws {
        try await withFiles { gateway, token in
            var (paths, next, pages) = ([String](), "", 0)
            repeat {
                let after = next.isEmpty ? "" : "&after=" + next.replacingOccurrences(of: "=", with: "%3D")
                let page = try await gateway.ask("GET", EntryTests.place + "/entries?limit=2" + after, as: token)
                try #expect(page.status == 200 && page.value("revision") == "2")
                var place = 0
                while let path = try page.value("entries.\(place).path") {
                    paths.append(path)
                    place += 1
                }
                #expect((1...2).contains(place))
                next = try page.value("next") ?? ""
                pages += 1
            } while !next.isEmpty && pages < 10
            #expect(paths == paths.sorted() && Set(paths).count == paths.count)
            #expect(Set(paths).isSuperset(of: ["f/b", "f/g/c", "h", "z"]) && !paths.contains("a"))
        }
    }

    @Test func `a folder, one level, and an earlier revision`() async throws {
        try await withFiles { gateway, token in
            func paths(_ query: String) async throws -> [String] {
                let page = try await gateway.ask("GET", EntryTests.place + "/entries?" + query, as: token)
                #expect(page.status == 200)
                return try (0..<20).compactMap { try page.value("entries.\($0).path") }
            }
            let under = try await paths("under=f")
            #expect(under.contains("f/b") && under.contains("f/g/c") && !under.contains("h"))
            let level = try await paths("under=f&one_level=true")
            #expect(level.contains("f/b") && !level.contains("f/g/c"))
            let before = try await paths("revision=1")
            #expect(before.contains("a"))
        }
    }

    @Test func `an entry leads to its content, which is the same by its name`() async throws {
        try await withFiles { gateway, token in
            let page = try await gateway.ask("GET", EntryTests.place + "/entries?under=f/b", as: token)
            let href = try #require(try page.value("entries.0.href"))
            #expect(href == EntryTests.place + "/files/f/b")
            let file = try await gateway.ask("GET", href, as: token)
            #expect(file.body == [1, 2])
            let blob = try #require(try page.value("entries.0.blob"))
            #expect(file["ETag"] == "\"\(blob)\"")
            let content = try await gateway.ask("GET", "/api/v1/blobs/\(blob)?name=b.flac", as: token)
            #expect(content.body == [1, 2] && content["ETag"] == "\"\(blob)\"")
            #expect(content["Content-Type"] == "audio/flac")
            #expect(content["Cache-Control"] == "private, max-age=31536000, immutable")
            let part = try await gateway.ask("GET", "/api/v1/blobs/\(blob)", as: token, ["Range": "bytes=1-"])
            #expect(part.status == 206 && part.body == [2])
        }
    }

    @Test func `what is asked wrongly is told`() async throws {
        try await withFiles { gateway, token in
            let wanted: [(String, Int)] = [
                (EntryTests.place + "/entries?limit=x", 400), (EntryTests.place + "/entries?one_level=maybe", 400),
                (EntryTests.place + "/entries?revision=-1", 400),
                (EntryTests.place + "/entries?revision=99", 404), ("/api/v1/libraries/none/entries", 404),
                (EntryTests.place + "/entries?under=../x", 400), ("/api/v1/libraries/%ff/entries", 400),
                ("/api/v1/blobs/12", 400), ("/api/v1/blobs/\(String(repeating: "0", count: 64))", 404),
                ("/api/v1/nothing", 404), ("/nothing", 404),
            ]
            for (target, status) in wanted {
                let answer = try await gateway.ask("GET", target, as: token)
                #expect(answer.status == status, "\(target)")
                try #expect(answer.value("error.request") == answer["X-Request-Id"], "\(target)")
                try #expect(answer.value("error.message")?.isEmpty == false, "\(target)")
            }
            let post = try await gateway.ask("POST", "/api/v1/libraries", as: token, body: [])
            #expect([404, 405].contains(post.status))
        }
    }
}
