import Foundation
import GatewayTestSupport
import Glibc
import LockerBase
import LockerGateway
import LockerTestSupport
import Testing

/// Certificates, which are changed while the gateway runs.
@Suite(.timeLimit(.minutes(5))) struct TLSTests {
    /// Makes a certificate that signs itself, and its key.
    private static func make(_ name: String, in folder: String) throws -> TLSFiles {
        let files = TLSFiles(certificate: "\(folder)/\(name).pem", key: "\(folder)/\(name).key")
        _ = try Programs.output(
            of: "openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
                files.key, "-out", files.certificate, "-days", "2", "-subj", "/CN=\(name)",
            ])
        return files
    }

    @Test func `files that are wrong are named, and leave the certificate as it was`() throws {
        try withTemporaryDirectory { folder in
            let (first, second) = (try TLSTests.make("one", in: folder), try TLSTests.make("two", in: folder))
            let tls = try TLSSwitch(first)
            let before = tls.context
            try makeFile(folder + "/empty", [])
            for (files, wrong) in [
                (TLSFiles(certificate: folder + "/none", key: first.key), "none"),
                (TLSFiles(certificate: folder + "/empty", key: first.key), "empty"),
                (TLSFiles(certificate: first.certificate, key: folder + "/none"), "none"),
                (TLSFiles(certificate: first.certificate, key: folder + "/empty"), "empty"),
                (TLSFiles(certificate: first.certificate, key: second.key), "two.key"),
            ] {
                let error = #expect(throws: LockerError.self) { try tls.reload(files) }
                #expect(error?.code == .failedPrecondition && error?.message.contains(wrong) == true, "\(wrong)")
            }
            #expect(tls.context === before)
            try tls.reload(second)
            #expect(tls.context !== before)
            #expect(throws: LockerError.self) {
                try TLSSwitch(TLSFiles(certificate: folder + "/none", key: folder + "/none"))
            }
        }
    }

    /// What a client sees of who serves, and of the answer to a request.
    private static func look(_ socket: String) throws -> String {
        try Programs.output(
            of: "openssl", ["s_client", "-unix", socket, "-ign_eof", "-servername", "locker.test"],
            input: "GET /healthz HTTP/1.1\r\nHost: locker.test\r\nConnection: close\r\n\r\n")
    }

    @Test func `a certificate is shown, and another one once it is there`() async throws {
        // Sent before the gateway listens for it, it must not end the tests.
        signal(SIGHUP, SIG_IGN)
        let folder = try TemporaryFolder()
        let path = folder.path
        let (shown, other) = try await blocking {
            (try TLSTests.make("first", in: path), try TLSTests.make("second", in: path))
        }
        let change: (inout GatewayOptions, String) -> Void = { options, _ in options.tls = shown }
        let reload: @Sendable (GatewayOptions) -> GatewayOptions = { options in
            var options = options
            options.tls = other
            return options
        }
        try await RunningGateway.with(change, reload: reload) { gateway in
            let socket = gateway.socket
            let before = try await blocking { try TLSTests.look(socket) }
            #expect(before.contains("CN = first") || before.contains("CN=first"))
            #expect(before.contains("HTTP/1.1 200 OK") && before.contains("serving"))
            let plain = try await blocking { () -> Answer? in
                try? gateway.connect().exchange(RunningGateway.request("GET", "/healthz"))
            }
            #expect(plain?.status == nil, "plain HTTP is not answered where TLS is")
            try await until("the other certificate is shown") {
                kill(getpid(), SIGHUP)
                let after = try await blocking { try TLSTests.look(socket) }
                return after.contains("CN = second") || after.contains("CN=second")
            }
        }
    }
}
