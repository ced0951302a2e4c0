import GatewayTestSupport
import LockerGateway
import LockerTestSupport
import Testing

/// Uploads that cannot be committed at once, and those that break off.
@Suite(.timeLimit(.minutes(5))) struct TusCommitTests {
    private func withClient(_ body: (TusClient) async throws -> Void) async throws {
        try await RunningGateway.with { gateway in
            let alice = try await gateway.add("alice")
            try await body(TusClient(gateway: gateway, token: alice.token))
        }
    }

    @Test func `what holds at the commit counts`() async throws {
        try await withClient { client in
            let made = try await client.make("a", 1, ["If-None-Match": "*"])
            let target = try #require(made["Location"])
            try client.gateway.daemon.put(["a": [9]], for: "alice")
            for _ in 0..<2 {
                let refused = try await client.send([1], at: 0, to: target)
                #expect([409, 412].contains(refused.status))
            }
            // A client that hears that all is there takes it for done.
            let head = try await client.ask("HEAD", target)
            #expect(head.status == 412 && head["Upload-Offset"] == nil)
            let conflict = try await client.send([], at: 1, to: target)
            try #expect(conflict.status == 412 && conflict.value("error.code") == "CONFLICT")
            // Once it holds, nothing has to be sent again.
            try client.gateway.daemon.put([:], removing: ["a"], for: "alice")
            let right = try await client.send([], at: 1, to: target)
            #expect(right.status == 204 && right["Locker-Revision"] == "3")
            let got = try await client.read("a")
            #expect(got.body == [1])
            // Its own file does not count against it, nor is anything made again.
            let again = try await client.send([], at: 1, to: target)
            #expect(again.status == 204 && again["Locker-Revision"] == "3")
            let early = try await client.make("a", 1, ["If-None-Match": "*"])
            #expect(early.status == 412)
            let tag = try #require(got["ETag"])
            let other = try await client.begin("a", 1, ["If-Match": tag])
            let next = try await client.send([2], at: 0, to: other)
            #expect(next.status == 204 && next["Locker-Revision"] == "4")
        }
    }

    @Test func `a daemon that is away costs a try, and no byte`() async throws {
        try await withClient { client in
            let target = try await client.begin("a", 4)
            client.gateway.daemon.stop()
            let whole = try await client.send([1, 2, 3, 4], at: 0, to: target)
            #expect(whole.status == 503)
            let head = try await client.ask("HEAD", target)
            #expect(head.status == 503 && head["Upload-Offset"] == nil)
            try client.gateway.daemon.start()
            try await until("it is committed") {
                try await client.ask("HEAD", target)["Upload-Offset"] == "4"
            }
            let got = try await client.read("a")
            #expect(got.body == [1, 2, 3, 4])
        }
    }

    @Test func `what came before a line broke is kept`() async throws {
        try await withClient { client in
            let target = try await client.begin("a", 100_000)
            let bytes = [UInt8](repeating: 3, count: 60_000)
            var ask = RunningGateway.request(
                "PATCH", target, as: client.token,
                ["Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": TusClient.type])
            ask.fields.append((name: "Content-Length", value: "100000"))
            let (head, gateway) = (ask.head, client.gateway)
            try await blocking {
                let line = try gateway.connect()
                line.send(head)
                line.send(bytes)
            }
            // To ask the gateway would end what it still reads.
            let file = "\(gateway.options.state)/uploads/\(target.suffix(32)).bytes"
            try await until("it has them") { try contents(of: file).count == bytes.count }
            let found = try await client.ask("HEAD", target)
            #expect(found["Upload-Offset"] == "60000")
            let rest = try await client.send([UInt8](repeating: 4, count: 40_000), at: 60_000, to: target)
            #expect(rest.status == 204)
            let got = try await client.read("a")
            #expect(got.body == bytes + [UInt8](repeating: 4, count: 40_000))
        }
    }

    @Test func `a second request for one upload is refused, and one that asks where it stands takes over`() async throws
    {
        try await withClient { client in
            let target = try await client.begin("a", 10)
            var ask = RunningGateway.request(
                "PATCH", target, as: client.token,
                [
                    "Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": TusClient.type,
                    "Expect": "100-continue",
                ])
            ask.fields.append((name: "Content-Length", value: "10"))
            let (head, gateway) = (ask.head, client.gateway)
            // It holds the upload once it is told to go on.
            let line = try await blocking {
                let line = try gateway.connect()
                line.send(head)
                _ = try line.head()
                line.send([1, 2, 3])
                return line
            }
            let second = try await client.send([1], at: 0, to: target)
            #expect(second.status == 423 && second["Retry-After"] == "1")
            let removal = try await client.ask("DELETE", target)
            #expect(removal.status == 423)
            let found = try await client.ask("HEAD", target)
            let offset = try #require(found["Upload-Offset"].flatMap { Int($0) })
            #expect(offset <= 3)
            let next = try await client.send([UInt8](repeating: 7, count: 10 - offset), at: offset, to: target)
            #expect(next.status == 204)
            try await blocking { withExtendedLifetime(line) {} }
        }
    }
}
