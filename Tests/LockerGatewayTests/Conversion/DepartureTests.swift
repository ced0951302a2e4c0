import GatewayTestSupport
import Glibc
import LockerBase
import LockerGateway
import LockerTestSupport
import MediaConversion
import MediaTestSupport
import MetricsServer
import NIOCore
import NIOEmbedded
import POSIXSupport
import Testing

/// Players that leave before what they wait for is there.
@Suite(.timeLimit(.minutes(5))) struct DepartureTests {
    /// What stands in for ffmpeg: it says its version, and nothing of a song.
    private static let mute = ConverterCommand(
        path: "/bin/sh",
        arguments: ["-c", "case \"$*\" in *-version*) echo stand-in 1;; *) exec /bin/sleep 1000;; esac", "sh"])

    /// Waits on a client's behalf for what does not come, and returns what that ends with.
    private func wait(_ departure: Departure, _ begun: @escaping @Sendable () -> Void) async -> LockerError? {
        do throws(LockerError) {
            try await departure.whileThere { () async throws(LockerError) -> Void in
                begun()
                while !Task.isCancelled { try? await Task.sleep(for: .seconds(1000)) }
                throw LockerError(.cancelled, "nobody waits")
            }
            return nil
        } catch {
            return error
        }
    }

    @Test func `what a client waits for ends when it leaves, and is not begun where it has left`() async {
        let departure = Departure()
        for _ in 0..<2 {
            let error = await wait(departure) { departure.end() }
            #expect(error?.code == .cancelled)
        }
    }

    @Test func `what comes while the client is there is given`() async throws {
        let value = try await Departure().whileThere { () async throws(LockerError) -> Int in 7 }
        #expect(value == 7)
    }

    @Test func `a client has left that closes its direction, or all of the connection`() async {
        for isHalf in [true, false] {
            let error = await wait(departure(isHalf: isHalf)) {}
            #expect(error?.code == .cancelled, "\(isHalf)")
        }
    }

    /// Of a client that has closed its direction, or all of its connection.
    private func departure(isHalf: Bool) -> Departure {
        let handler = DepartureHandler()
        let channel = EmbeddedChannel(handler: handler)
        if isHalf {
            channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        } else {
            channel.pipeline.fireChannelInactive()
        }
        return handler.departure
    }

    @Test(arguments: [true, false]) func `a client of TCP leaves by closing its direction, or all`(
        isHalf: Bool
    ) async throws {
        try await RelayServer.with { server in
            var socket: Descriptor? = try await blocking {
                let socket = try LoopbackPort.connect(to: UInt16(server.port))
                let bytes = Array("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n".utf8)
                #expect(send(socket.number, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count)
                return socket
            }
            try await until("it waits") { server.waits.begun == 1 }
            #expect(server.waits.left == 0)
            if isHalf, let socket { shutdown(socket.number, Int32(SHUT_WR)) } else { socket = nil }
            try await until("it has left") { server.waits.left == 1 }
            withExtendedLifetime(socket) {}
        }
    }

    @Test func `a conversion ends whose only listener leaves before its first byte`() async throws {
        let change: (inout GatewayOptions, String) throws -> Void = { options, folder in
            options.metrics = try MetricsAddress("unix:\(folder)/m")
            options.converter = DepartureTests.mute
            options.conversion.ffmpeg = "/bin/sh"
            options.conversion.graphicsMagick = ""
        }
        try await RunningGateway.with(change) { gateway in
            let alice = try await gateway.add("alice")
            try gateway.daemon.put(["Wave.wav": Songs.wav(title: "Wave", artist: "Somebody")], for: "alice")
            try await gateway.awaitSongs(1, as: alice)
            let call = "v=1.16.1&c=test&apiKey=\(alice.token)"
            let found = try await gateway.ask("GET", "/rest/search3?f=json&query=Wave&\(call)")
            let id = try #require(try found.value("subsonic-response.searchResult3.song.0.id"))
            let ask = RunningGateway.request("GET", "/rest/stream?id=\(id)&format=mp3&\(call)")
            var line: HTTPLine? = try await blocking {
                let line = try gateway.connect()
                line.send(ask.head)
                return line
            }
            try await until("it is being converted") { try await counts(gateway).contains("conversions 1\n") }
            withExtendedLifetime(line) {}
            line = nil
            try await until("nobody waits for it any more") {
                try await counts(gateway).contains("conversions_total{end=\"stopped\"} 1\n")
            }
            let text = try await counts(gateway)
            #expect(text.contains("conversions 0\n") && text.contains("conversions_total{end=\"failed\"} 0\n"))
        }
    }

    private func counts(_ gateway: RunningGateway) async throws -> String {
        let place = gateway.daemon.directory + "/m"
        return try await blocking { try HTTPLine(place).exchange(Ask(target: "/metrics")).text }
    }
}
