import COpenSSL
import Foundation
import Glibc
import LockerTestSupport
import POSIXSupport

/// Takes TLS off what comes to a port, and passes it on to another one, as a proxy does.
final class TLSFront: @unchecked Sendable {
    /// A certificate that signs itself, and its key.
    struct Identity {
        let certificate: String
        let key: String

        /// - Parameter names: `DNS:localhost,IP:127.0.0.1`.
        init(of names: String, in directory: String, called name: String = "server") throws {
            (certificate, key) = ("\(directory)/\(name).pem", "\(directory)/\(name).key")
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = [
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                "-keyout",
                key, "-out", certificate, "-days", "2", "-subj", "/CN=\(name)", "-addext", "subjectAltName=\(names)",
            ]
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
        }
    }

    private let listener: Descriptor
    private let target: UInt16
    private let context: OpaquePointer
    private let threads = Monitor<[POSIXSupport.Thread]>([])
    private let ends = Monitor<[Descriptor]>([])

    /// Runs `body` with the port of a front for the port `target`.
    static func with<Result>(
        _ identity: Identity, to target: UInt16, _ body: (UInt16) throws -> Result
    ) throws -> Result {
        signal(SIGPIPE, SIG_IGN)
        let (listener, port) = try LoopbackPort.listen()
        guard let context = SSL_CTX_new(TLS_server_method()) else { throw SystemError("SSL_CTX_new", on: "TLS") }
        guard SSL_CTX_use_certificate_chain_file(context, identity.certificate) == 1,
            SSL_CTX_use_PrivateKey_file(context, identity.key, 1) == 1
        else { throw SystemError("SSL_CTX_use_PrivateKey_file", on: identity.key) }
        let front = TLSFront(listener, target, context)
        try front.start()
        defer { front.stop() }
        return try body(port)
    }

    private init(_ listener: Descriptor, _ target: UInt16, _ context: OpaquePointer) {
        (self.listener, self.target, self.context) = (listener, target, context)
    }

    deinit {
        SSL_CTX_free(context)
    }

    private func start() throws {
        let acceptor = try POSIXSupport.Thread("front") { [self] in
            while true {
                let number = accept(listener.number, nil, nil)
                guard number >= 0 else { return }
                let near = Descriptor(owning: number)
                ends.withLock { $0.append(near) }
                guard let thread = try? POSIXSupport.Thread("front", { [self] in serve(near) }) else { return }
                threads.withLock { $0.append(thread) }
            }
        }
        threads.withLock { $0.append(acceptor) }
    }

    private func stop() {
        shutdown(listener.number, Int32(SHUT_RDWR))
        var joined = 0
        while case let rest = threads.withLock({ Array($0[joined...]) }), !rest.isEmpty {
            for end in ends.withLock({ $0 }) { shutdown(end.number, Int32(SHUT_RDWR)) }
            for thread in rest { thread.join() }
            joined += rest.count
        }
    }

    private func serve(_ near: Descriptor) {
        guard let session = SSL_new(context) else { return }
        defer { SSL_free(session) }
        guard SSL_set_fd(session, near.number) == 1, SSL_accept(session) == 1,
            let far = try? LoopbackPort.connect(to: target)
        else { return }
        ends.withLock { $0.append(far) }
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            var waits = [near, far].map { pollfd(fd: $0.number, events: Int16(POLLIN), revents: 0) }
            if SSL_pending(session) == 0 { _ = poll(&waits, 2, -1) }
            if SSL_pending(session) > 0 || waits[0].revents != 0 {
                let count = SSL_read(session, &buffer, Int32(buffer.count))
                guard count > 0, send(far.number, buffer, Int(count), Int32(MSG_NOSIGNAL)) == Int(count) else { break }
            }
            if waits[1].revents != 0 {
                let count = recv(far.number, &buffer, buffer.count, 0)
                guard count > 0, SSL_write(session, buffer, Int32(count)) > 0 else { break }
            }
        }
        _ = SSL_shutdown(session)
        for end in [near, far] { shutdown(end.number, Int32(SHUT_RDWR)) }
    }
}
