import GatewayTestSupport
import LockerGateway
import LockerTestSupport
import Testing

/// Files that are sent over HTTP, replaced and removed.
@Suite(.timeLimit(.minutes(5))) struct PutTests {
    private static let place = "/api/v1/libraries/main/files/"

    private func withAlice(
        _ change: (inout GatewayOptions, String) throws -> Void = { _, _ in },
        _ body: (RunningGateway, String) async throws -> Void
    ) async throws {
        try await RunningGateway.with(change) { gateway in
            let alice = try await gateway.add("alice")
            try await body(gateway, alice.token)
        }
    }

    @Test func `what is sent is there, bit by bit, in a revision of its own`() async throws {
        try await withAlice { gateway, token in
            var random = SplitMix64(seed: 5)
            let files: [(String, [UInt8], Bool)] = [
                ("a", random.bytes(3_000_000), false), ("b/c", random.bytes(2_500_001), true), ("empty", [], false),
            ]
            for (name, bytes, isChunked) in files {
                let put = try await gateway.ask(
                    "PUT", PutTests.place + name, as: token, ["X-OC-Mtime": "1000000000.5"], body: bytes,
                    isChunked: isChunked)
                #expect(put.status == 201 && put["X-OC-Mtime"] == "accepted")
                try #expect(put.value("size") == "\(bytes.count)" && put.value("revision") == put["Locker-Revision"])
                let got = try await gateway.ask("GET", PutTests.place + name, as: token)
                #expect(got.body == bytes && got["ETag"] == put["ETag"])
                #expect(got["Locker-Revision"] == put["Locker-Revision"])
                #expect(got["Last-Modified"] == "Sun, 09 Sep 2001 01:46:40 GMT")
            }
            let entries = try gateway.daemon.entries(for: "alice")
            #expect(entries.contains { $0.path.elementsEqual("a".utf8) && $0.modified == 1_000_000_000_500_000_000 })
        }
    }

    @Test func `an upload counts on what was there`() async throws {
        try await withAlice { gateway, token in
            func put(_ text: String, _ fields: [String: String]) async throws -> Answer {
                try await gateway.ask("PUT", PutTests.place + "a", as: token, fields, body: Array(text.utf8))
            }
            let none = try await put("0", ["If-Match": "*"])
            #expect(none.status == 412)
            let first = try await put("1", ["If-None-Match": "*"])
            #expect(first.status == 201)
            let again = try await put("2", ["If-None-Match": "*"])
            #expect(again.status == 412)
            let old = try await put("3", ["If-Match": "\"\(String(repeating: "0", count: 64))\""])
            try #expect(old.status == 412 && old.value("error.code") == "CONFLICT")
            let tag = try #require(first["ETag"])
            let next = try await put("4", ["If-Match": tag])
            #expect(next.status == 200 && next["ETag"] != tag)
            let late = try await put("5", ["If-Match": tag])
            #expect(late.status == 412)
            let got = try await gateway.ask("GET", PutTests.place + "a", as: token)
            #expect(got.text == "4" && got["Locker-Revision"] == "2")
            let before = try await gateway.ask("GET", PutTests.place + "a?revision=1", as: token)
            // A library that is made anew has other things under the same numbers.
            #expect(before.text == "1" && before["Cache-Control"] == "private, no-cache")
            let never = try await gateway.ask("GET", PutTests.place + "a?revision=99", as: token)
            #expect(never.status == 404)
        }
    }

    @Test func `what is removed is gone, where the request counts on the right thing`() async throws {
        try await withAlice { gateway, token in
            let files: [String: [UInt8]] = ["a": [1], "f/b": [2], "f/c": [3]]
            try gateway.daemon.put(files, for: "alice")
            func remove(_ path: String, _ fields: [String: String] = [:]) async throws -> Answer {
                try await gateway.ask("DELETE", PutTests.place + path, as: token, fields)
            }
            let head = try await gateway.ask("HEAD", PutTests.place + "a", as: token)
            let tag = try #require(head["ETag"])
            let wrong = try await remove("a", ["If-Match": "\"x\""])
            #expect(wrong.status == 412)
            let folder = try await remove("f")
            #expect((400..<500).contains(folder.status))
            try #expect(gateway.daemon.entries(for: "alice").filter { $0.kind == .file }.count == 3)
            let right = try await remove("a", ["If-Match": tag])
            #expect(right.status == 204 && right.body == [] && right["Locker-Revision"] == "2")
            #expect(right["Content-Length"] == nil)
            let again = try await remove("a")
            #expect(again.status == 404)
            let whole = try await remove("f?recursive=true")
            #expect(whole.status == 204)
            try #expect(gateway.daemon.entries(for: "alice").isEmpty)
        }
    }

    @Test func `a file longer than may be is not taken, however its length is said`() async throws {
        let change: (inout GatewayOptions, String) -> Void = { options, _ in options.limits.uploadBytes = 1000 }
        try await withAlice(change) { gateway, token in
            for isChunked in [false, true] {
                let long = try await gateway.ask(
                    "PUT", PutTests.place + "a", as: token, body: [UInt8](repeating: 1, count: 1001),
                    isChunked: isChunked)
                try #expect(long.status == 507 && long.value("error.code") == "OVER_QUOTA")
                let right = try await gateway.ask(
                    "PUT", PutTests.place + "b\(isChunked)", as: token, body: [UInt8](repeating: 1, count: 1000),
                    isChunked: isChunked)
                #expect(right.status == 201)
            }
            let got = try await gateway.ask("GET", PutTests.place + "a", as: token)
            #expect(got.status == 404)
        }
    }

    @Test func `a ninth upload of an account is refused before its content is asked for`() async throws {
        try await withAlice { gateway, token in
            let wish = ["Expect": "100-continue", "Content-Length": "1000000"]
            let refused = try await blocking { () -> Answer in
                var lines: [HTTPLine] = []
                for number in 0..<8 {
                    let line = try gateway.connect()
                    line.send(RunningGateway.request("PUT", PutTests.place + "\(number)", as: token, wish).head)
                    try #expect(line.head().status == 100)
                    lines.append(line)
                }
                let line = try gateway.connect()
                line.send(RunningGateway.request("PUT", PutTests.place + "8", as: token, wish).head)
                return try withExtendedLifetime(lines) { try line.answer(to: "PUT") }
            }
            try #expect(refused.status == 429 && refused.value("error.code") == "TOO_MANY")
            #expect(refused["Connection"]?.lowercased() == "close")
        }
    }

    @Test func `who waits for leave to send is given it, or the refusal at once`() async throws {
        try await withAlice { gateway, token in
            let wish = ["Expect": "100-continue"]
            let (right, refused) = try await blocking {
                var line = try gateway.connect()
                let put = RunningGateway.request("PUT", PutTests.place + "a", as: token, wish, body: [1, 2, 3])
                line.send(put.head)
                let leave = try line.head()
                #expect(leave.status == 100)
                line.send(put.content)
                let right = try line.answer(to: "PUT")
                line = try gateway.connect()
                let fields = wish.merging(["If-None-Match": "*"]) { $1 }
                line.send(RunningGateway.request("PUT", PutTests.place + "a", as: token, fields, body: [4]).head)
                return (right, try line.answer(to: "PUT"))
            }
            #expect(right.status == 201 && refused.status == 412)
            let got = try await gateway.ask("GET", PutTests.place + "a", as: token)
            #expect(got.body == [1, 2, 3])
        }
    }
}
