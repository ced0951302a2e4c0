import Foundation
import Glibc
import LockerAPI
import LockerBase
import LockerClient
import LockerCommands
import LockerTestSupport
import POSIXSupport
import ServerLink
import Testing

/// Calls through TLS, and servers that are not whom they are taken for.
@Suite struct TLSTests {
    private static let bytes = 3 << 20

    private func daemon() -> FakeDaemon {
        var daemon = FakeDaemon()
        daemon.on(LockerMethods.usage) { _, _ in .with { $0.account = "alice" } }
        daemon.on(LockerMethods.setNote) { _, _ in .init() }
        daemon.on(LockerMethods.restoreFiles) { _, _ in
            .with { $0.content = Data((0..<TLSTests.bytes).map { UInt8(truncatingIfNeeded: $0 / 4096) }) }
        }
        return daemon
    }

    /// A gateway behind TLS, of which `body` gets the port.
    private func with(_ identity: TLSFront.Identity, _ body: (UInt16) throws -> Void) throws {
        try daemon().serve { socket, _ in
            try FakeGateway.with(always: .carry(to: socket, cut: nil)) { gateway in
                try TLSFront.with(identity, to: gateway.port, body)
            }
        }
    }

    private func connect(_ address: String, _ authorities: String?) throws -> LockerConnection {
        try RemoteGateway(at: ServerAddress(address), authorities: authorities).connect("lk_1", pauses: [])
    }

    @Test(arguments: ["localhost", "127.0.0.1"])
    func `calls go through, many and long ones at once`(host: String) throws {
        try withTemporaryDirectory { directory in
            let identity = try TLSFront.Identity(of: "DNS:localhost,IP:127.0.0.1", in: directory)
            try with(identity) { port in
                let connection = try connect("https://\(host):\(port)", identity.certificate)
                let failures = Monitor<[String]>([])
                let threads = try (0..<4).map { number in
                    try POSIXSupport.Thread("calls") {
                        for _ in 0..<5 {
                            do {
                                var note = Locker_V1_SetNoteRequest()
                                note.note = String(repeating: "n", count: 1 << 20)
                                _ = try connection.call(LockerMethods.setNote, note)
                                let answer = try connection.call(LockerMethods.restoreFiles, .init()).content
                                let isWhole =
                                    answer.count == TLSTests.bytes && answer.last == UInt8(truncatingIfNeeded: 767)
                                if !isWhole { failures.withLock { $0.append("\(number): \(answer.count)") } }
                            } catch {
                                failures.withLock { $0.append("\(error)") }
                            }
                        }
                    }
                }
                for thread in threads { thread.join() }
                #expect(failures.withLock { $0 } == [])
            }
        }
    }

    @Test func `a certificate that nobody vouches for is refused`() throws {
        try withTemporaryDirectory { directory in
            let identity = try TLSFront.Identity(of: "DNS:localhost", in: directory)
            let other = try TLSFront.Identity(of: "DNS:localhost", in: directory, called: "other")
            try with(identity) { port in
                for authorities in [nil, other.certificate] {
                    let error = #expect(throws: LockerError.self) {
                        try connect("https://localhost:\(port)", authorities)
                    }
                    let refused = try #require(error)
                    #expect(refused.message.contains("certificate is refused") && refused.message.contains("--ca-file"))
                    #expect(refused.code == .unavailable && ExitStatus(refused).rawValue == 6)
                }
            }
        }
    }

    @Test(arguments: [
        ("DNS:music.example", "localhost"), ("DNS:localhost", "127.0.0.1"), ("IP:127.0.0.1", "localhost"),
    ])
    func `a certificate of another name is refused`(names: String, host: String) throws {
        try withTemporaryDirectory { directory in
            let identity = try TLSFront.Identity(of: names, in: directory)
            try with(identity) { port in
                let error = #expect(throws: LockerError.self) {
                    try connect("https://\(host):\(port)", identity.certificate)
                }
                #expect(error?.message.contains("certificate is refused") == true, "\(String(describing: error))")
            }
        }
    }

    @Test func `a server without TLS is told as one`() throws {
        let (listener, port) = try LoopbackPort.listen()
        let server = try POSIXSupport.Thread("plain") {
            let number = accept(listener.number, nil, nil)
            guard number >= 0 else { return }
            let text = "HTTP/1.1 400 Bad Request\r\n\r\n"
            _ = send(number, text, text.utf8.count, Int32(MSG_NOSIGNAL))
            shutdown(number, Int32(SHUT_WR))
            var byte: UInt8 = 0
            while recv(number, &byte, 1, 0) > 0 {}
            close(number)
        }
        let error = #expect(throws: LockerError.self) { try connect("https://127.0.0.1:\(port)", nil) }
        #expect(error?.message.contains("no TLS with this server") == true, "\(String(describing: error))")
        server.join()
    }

    @Test func `a file without certificates is refused before anything is sent`() throws {
        try withTemporaryDirectory { directory in
            try makeFile(directory + "/empty.pem", Array("nothing".utf8))
            for name in ["empty.pem", "none.pem"] {
                let error = #expect(throws: LockerError.self) {
                    try connect("https://localhost:1", "\(directory)/\(name)")
                }
                #expect(error?.code == .invalidArgument)
            }
        }
    }
}
