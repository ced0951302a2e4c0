import Foundation
import GatewayTestSupport
import LockerBase
import LockerGateway
import LockerTestSupport
import Testing

/// Uploads by tus.
@Suite(.timeLimit(.minutes(5))) struct TusTests {
    private func withClient(
        _ change: (inout GatewayOptions, String) throws -> Void = { _, _ in }, _ body: (TusClient) async throws -> Void
    ) async throws {
        try await RunningGateway.with(change) { gateway in
            let alice = try await gateway.add("alice")
            try await body(TusClient(gateway: gateway, token: alice.token))
        }
    }

    @Test func `a file comes in pieces, and is there when the last one is answered`() async throws {
        try await withClient { client in
            var random = SplitMix64(seed: 9)
            let bytes = random.bytes(700_000)
            let made = try await client.make("a/b", bytes.count)
            #expect(made.status == 201 && made["Upload-Offset"] == "0" && made["Tus-Resumable"] == "1.0.0")
            #expect(made["Upload-Expires"]?.hasSuffix(" GMT") == true && made["ETag"] == nil)
            let target = try #require(made["Location"])
            let first = try await client.send(Array(bytes[..<300_000]), at: 0, to: target)
            #expect(first.status == 204 && first["Upload-Offset"] == "300000" && first["ETag"] == nil)
            let head = try await client.ask("HEAD", target)
            #expect(head.status == 200 && head["Upload-Offset"] == "300000" && head["Upload-Length"] == "700000")
            #expect(head["Upload-Metadata"] == TusClient.metadata("a/b") && head["Cache-Control"] == "no-store")
            let early = try await client.read("a/b")
            #expect(early.status == 404)
            let last = try await client.send(Array(bytes[300_000...]), at: 300_000, to: target, isChunked: true)
            #expect(last.status == 204 && last["Upload-Offset"] == "700000" && last["Locker-Revision"] == "1")
            let got = try await client.read("a/b")
            #expect(got.body == bytes && got["ETag"] == last["ETag"])
            // Who did not hear of it is told again, and nothing is made again.
            let again = try await client.send([], at: 700_000, to: target)
            #expect(again.status == 204 && again["ETag"] == last["ETag"] && again["Locker-Revision"] == "1")
            let after = try await client.ask("HEAD", target)
            #expect(after["Upload-Offset"] == "700000" && after["ETag"] == last["ETag"])
        }
    }

    @Test func `one without bytes, and one that brings them at once`() async throws {
        try await withClient { client in
            let empty = try await client.make("empty", 0)
            #expect(empty.status == 201 && empty["Locker-Revision"] == "1" && empty["Upload-Offset"] == "0")
            let whole = try await client.make("whole", 3, ["Content-Type": TusClient.type], body: [1, 2, 3])
            #expect(whole.status == 201 && whole["Locker-Revision"] == "2" && whole["Upload-Offset"] == "3")
            let part = try await client.make("part", 3, ["Content-Type": TusClient.type], body: [1])
            #expect(part.status == 201 && part["Upload-Offset"] == "1" && part["ETag"] == nil)
            let (one, other) = (try await client.read("empty"), try await client.read("whole"))
            #expect(one.status == 200 && one.body == [] && other.body == [1, 2, 3])
            let wrong = try await client.make("text", 3, ["Content-Type": "text/plain"], body: [1])
            #expect(wrong.status == 415)
        }
    }

    @Test func `what is offered is told to everybody`() async throws {
        try await withClient { client in
            let answer = try await client.gateway.ask("OPTIONS", TusClient.place)
            #expect(answer.status == 204 && answer["Tus-Version"] == "1.0.0")
            #expect(answer["Tus-Extension"] == "creation,creation-with-upload,expiration,checksum,termination")
            #expect(answer["Tus-Max-Size"] == "\(4 << 30)" && answer["Tus-Checksum-Algorithm"] == "sha1,sha256")
        }
    }

    @Test func `what is asked wrongly is told so`() async throws {
        try await withClient { client in
            let target = try await client.begin("a", 5)
            let old = try await client.gateway.ask("HEAD", target, as: client.token)
            #expect(old.status == 412 && old["Tus-Version"] == "1.0.0" && old["Tus-Resumable"] == "1.0.0")
            let nobody = try await client.gateway.ask("HEAD", target, ["Tus-Resumable": "1.0.0"])
            #expect(nobody.status == 401 && nobody["Tus-Resumable"] == "1.0.0")
            let offset = try await client.send([1], at: 1, to: target)
            try #expect(offset.status == 409 && offset.value("error.code") == "FAILED_PRECONDITION")
            let type = try await client.send([1], at: 0, to: target, ["Content-Type": "application/octet-stream"])
            #expect(type.status == 415)
            let none = try await client.ask("PATCH", target, ["Content-Type": TusClient.type], body: [1])
            #expect(none.status == 400)
            for isChunked in [false, true] {
                let long = try await client.send([1, 2, 3, 4, 5, 6], at: 0, to: target, isChunked: isChunked)
                #expect(long.status == 413, "\(isChunked)")
            }
            let head = try await client.ask("HEAD", target)
            #expect(head["Upload-Offset"] == "0")
            for fields in [
                ["Upload-Length": "x"], ["Upload-Length": "-1"], ["Upload-Defer-Length": "1"],
                ["Upload-Concat": "partial"], ["Upload-Metadata": "library bWFpbg=="],
                ["If-None-Match": String(repeating: "\"a\",", count: 1025)],
            ] {
                let made = try await client.make("b", 1, fields)
                #expect(made.status == 400, "\(fields)")
            }
            let large = try await client.make("b", (4 << 30) + 1)
            #expect(large.status == 413)
        }
    }

    @Test func `bytes that are not what they are to be do not count`() async throws {
        try await withClient { client in
            let bytes: [UInt8] = Array("hello world".utf8)
            let target = try await client.begin("a", bytes.count)
            let right = "sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0="
            let wrong = try await client.send([1, 2, 3], at: 0, to: target, ["Upload-Checksum": right])
            #expect(wrong.status == 460)
            let short = "sha256 \(right.dropFirst(5))"
            for field in ["md5 XrY7u+Ae7tCTyyK7j1rNww==", "sha1", "sha1 AAAA", short] {
                let refused = try await client.send(bytes, at: 0, to: target, ["Upload-Checksum": field])
                #expect(refused.status == 400, "\(field)")
            }
            let taken = try await client.send(bytes, at: 0, to: target, ["Upload-Checksum": right])
            #expect(taken.status == 204 && taken["Locker-Revision"] == "1")
            let other = try await client.begin("b", bytes.count)
            let digest = Data(SHA256.digest(of: bytes).bytes).base64EncodedString()
            let second = try await client.send(bytes, at: 0, to: other, ["Upload-Checksum": "sha256 \(digest)"])
            #expect(second.status == 204)
        }
    }

    @Test func `an upload is removed, and its file stays`() async throws {
        try await withClient { client in
            let target = try await client.begin("a", 5)
            let removed = try await client.ask("DELETE", target)
            #expect(removed.status == 204)
            let done = try await client.begin("b", 0)
            _ = try await client.ask("DELETE", done)
            for gone in [target, done, "\(TusClient.place)/x"] {
                for method in ["HEAD", "DELETE"] {
                    let answer = try await client.ask(method, gone)
                    #expect(answer.status == 404, "\(method) \(gone)")
                }
            }
            let kept = try await client.read("b")
            #expect(kept.status == 200)
        }
    }

    @Test func `there are so many at a time`() async throws {
        let change: (inout GatewayOptions, String) -> Void = { options, _ in options.limits.uploadsPerPerson = 1 }
        try await withClient(change) { client in
            let first = try await client.make("a", 1)
            let target = try #require(first["Location"])
            let second = try await client.make("b", 1)
            try #expect(second.status == 429 && second.value("error.code") == "TOO_MANY")
            _ = try await client.send([1], at: 0, to: target)
            let third = try await client.make("c", 1)
            #expect(third.status == 201)
        }
    }
}
