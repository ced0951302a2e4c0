import Foundation
import GatewayTestSupport
import Glibc
import LockerAPI
import LockerBase
import LockerClient
import LockerGateway
import LockerSync
import LockerTestSupport
import POSIXSupport
import TTRPC
import Testing

/// Calls of people on other computers, through a server to a daemon with a store.
@Suite struct RelayTests {
    @Test func `what people do goes through, as theirs`() async throws {
        try await RelayServer.with { server in
            try await blocking {
                let folder = server.daemon.directory + "/tree"
                #expect(mkdir(folder, 0o755) == 0)
                var random = SplitMix64(seed: 3)
                for (name, size) in [("short", 100), ("long", 3_000_000), ("empty", 0)] {
                    try makeFile("\(folder)/\(name)", random.bytes(size))
                }
                let connection = try server.connect()
                try #expect(connection.call(LockerMethods.status, .init()).account == "alice")
                var options = SyncOptions()
                options.stateFolder = server.daemon.directory + "/state"
                options.setTransfer(nil, isRemote: true)
                let report = try Sync(connection: connection, directory: folder, options: options).run()
                #expect(report.uploaded == 3 && report.skipped.isEmpty && report.warnings.isEmpty)
                let target = server.daemon.directory + "/target"
                let restored = try Restorer(connection: connection, directory: target).run()
                #expect(restored.restored == 3)
                for name in ["short", "long", "empty"] {
                    try #expect(contents(of: "\(target)/\(name)") == contents(of: "\(folder)/\(name)"))
                }
                // It is alice's, and nothing of it bob's.
                let own = try server.daemon.connect("alice")
                try #expect(own.call(LockerMethods.usage, .init()).libraries.map(\.name) == ["main"])
                let other = try server.connect("lk_bob")
                try #expect(other.call(LockerMethods.usage, .init()).libraries.isEmpty)
            }
        }
    }

    @Test func `operators' calls, other accounts and wrong tokens are refused beside HTTP`() async throws {
        try await RelayServer.with { server in
            try await blocking {
                func code(_ body: () throws -> Void) -> LockerError.Code? {
                    let error = #expect(throws: LockerError.self) { try body() }
                    return error?.code
                }
                let connection = try server.connect()
                #expect(code { _ = try connection.call(AdminMethods.stats, .init()) } == .permissionDenied)
                #expect(code { _ = try connection.call(AdminMethods.listAccounts, .init()) } == .permissionDenied)
                let other = try server.connect(account: "bob")
                #expect(code { _ = try other.call(LockerMethods.usage, .init()) } == .permissionDenied)
                var watch = Locker_V1_WatchRequest()
                watch.usages = [.with { $0.account = "bob" }]
                let request = watch
                #expect(code { _ = try connection.call(LockerMethods.watch, request) } == .permissionDenied)
                // What was refused ends nothing.
                try #expect(connection.call(LockerMethods.status, .init()).account == "alice")
                #expect(code { _ = try server.connect("lk_nobody") } == .permissionDenied)
                #expect(code { _ = try server.connect("lk_late") } == .tooMany)
                // The responder answers 404.
                #expect(code { _ = try server.gateway.logIn("alice", password: "p", label: "l") } == .unavailable)
            }
        }
    }

    @Test func `a token that is revoked ends its relays`() async throws {
        try await RelayServer.with { server in
            try await blocking {
                let (alice, bob) = (try server.connect(), try server.connect("lk_bob"))
                server.revoked.insert("lk_alice")
                var failure: LockerError?
                for _ in 0..<600 where failure == nil {
                    do throws(LockerError) {
                        _ = try alice.call(LockerMethods.usage, .init())
                        usleep(100_000)
                    } catch {
                        failure = error
                    }
                }
                #expect(failure?.code == .unavailable)
                try #expect(bob.call(LockerMethods.usage, .init()).account == "bob")
            }
        }
    }

    @Test func `an account has so many relays, and a place is free when one has ended`() async throws {
        let change: (inout RelayLimits) -> Void = { $0.perAccount = 1 }
        try await RelayServer.with(change) { server in
            try await blocking {
                let first = try server.connect()
                try #expect(first.call(LockerMethods.status, .init()).account == "alice")
                let error = #expect(throws: LockerError.self) { try server.connect() }
                #expect(error?.code == .tooMany)
                _ = try server.connect("lk_bob")
                first.close()
                var second: LockerConnection?
                for _ in 0..<600 where second == nil {
                    second = try? server.connect()
                    if second == nil { usleep(100_000) }
                }
                #expect(second != nil)
            }
        }
    }

    @Test func `a daemon that is away is told before the upgrade, and one that goes ends the relay`() async throws {
        try await RelayServer.with(socket: "/nowhere/s") { server in
            try await blocking {
                let error = #expect(throws: LockerError.self) { try server.connect() }
                #expect(error?.code == .unavailable && error?.message.contains("503") == true)
            }
        }
        try await RelayServer.with { server in
            try await blocking {
                let connection = try server.connect()
                try #expect(connection.call(LockerMethods.status, .init()).account == "alice")
                server.daemon.stop()
                let error = #expect(throws: LockerError.self) { try connection.call(LockerMethods.status, .init()) }
                #expect(error?.code == .unavailable)
            }
        }
    }

    @Test func `a daemon that answers nothing ends relays that wait for it, and is told before another`() async throws {
        let change: (inout RelayLimits) -> Void = { $0.unanswered = .milliseconds(1) }
        try await RelayServer.with(change) { server in
            try await blocking {
                let (idle, waiting) = (try server.connect(), try server.connect("lk_bob"))
                try #expect(idle.call(LockerMethods.status, .init()).account == "alice")
                server.stillness.begin()
                // Nothing changes, and it would be told after 300 seconds.
                let watch = Locker_V1_WatchRequest.with {
                    $0.libraries = [.with { $0.library = "none" }]
                    $0.timeoutSeconds = 300
                }
                let error = #expect(throws: LockerError.self) { try waiting.call(LockerMethods.watch, watch) }
                #expect(error?.code == .unavailable)
                let refused = #expect(throws: LockerError.self) { try server.connect() }
                #expect(refused?.code == .unavailable && refused?.message.contains("503") == true)
                // Over one on which nothing is awaited, nothing is lost.
                try #expect(idle.call(LockerMethods.status, .init()).account == "alice")
            }
        }
    }

    /// Sends bytes, and returns what comes until the server ends the connection, or `isEnough` of it.
    private static func exchange(
        _ server: RelayServer, _ bytes: [UInt8], until isEnough: ([UInt8]) -> Bool = { _ in false }
    ) throws -> [UInt8] {
        let socket = try LoopbackPort.connect(to: UInt16(server.port))
        #expect(send(socket.number, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count)
        var (answer, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 4096))
        while !isEnough(answer), case let count = recv(socket.number, &buffer, buffer.count, 0), count > 0 {
            answer += buffer.prefix(count)
        }
        return answer
    }

    private static let head = """
        GET /locker/v1/calls HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: locker-calls/1\r\n\
        Authorization: Bearer lk_alice\r\n
        """

    @Test(arguments: ["Content-Length: 5\r\n\r\nhello", "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"])
    func `a request for calls with a body is refused`(rest: String) async throws {
        try await RelayServer.with { server in
            try await blocking {
                let answer = try RelayTests.exchange(server, Array((RelayTests.head + rest).utf8))
                #expect(String(decoding: answer, as: UTF8.self).hasPrefix("HTTP/1.1 400 "))
            }
        }
    }

    @Test func `frames that come with the request for calls are not lost`() async throws {
        try await RelayServer.with { server in
            try await blocking {
                var envelope = RequestEnvelope()
                (envelope.service, envelope.method) = (LockerMethods.usage.service, LockerMethods.usage.name)
                let usage = try envelope.head(stream: 1, flags: 0)
                envelope.service = "locker.v1.Admin"
                let admin = try envelope.head(stream: 3, flags: 0)
                let bytes = Array((RelayTests.head + "\r\n").utf8) + usage + admin
                let answer = try RelayTests.exchange(server, bytes) { answer in
                    String(decoding: answer, as: UTF8.self).contains("locker.v1.Admin: a gateway")
                }
                let text = String(decoding: answer, as: UTF8.self)
                #expect(text.hasPrefix("HTTP/1.1 101 ") && text.contains("locker-calls/1"))
            }
        }
    }
}
