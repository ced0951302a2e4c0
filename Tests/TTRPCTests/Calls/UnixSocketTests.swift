import Glibc
import LockerTestSupport
import POSIXSupport
import TTRPC
import Testing

@Suite struct UnixSocketTests {
    @Test func aPathOf107BytesWorksAndALongerOneIsRefused() throws {
        try withTemporaryDirectory { directory in
            let longest = directory + "/" + String(repeating: "s", count: 106 - directory.utf8.count)
            let listening = try UnixSocket.listen(at: longest)
            _ = try UnixSocket.connect(to: longest)
            withExtendedLifetime(listening) {}
            for path in [longest + "s", "", "a\0b"] {
                #expect(rpcError { _ = try UnixSocket.listen(at: path) }?.code == .invalidArgument)
                #expect(rpcError { _ = try UnixSocket.connect(to: path) }?.code == .invalidArgument)
            }
            #expect(rpcError { _ = try UnixSocket.listen(at: longest + "s") }?.message.contains("107") == true)
        }
    }

    @Test func aSocketInUseIsLeftAlone() throws {
        try withTemporaryDirectory { directory in
            let path = directory + "/s"
            let listening = try UnixSocket.listen(at: path, backlog: 1)
            let error = rpcError { _ = try UnixSocket.listen(at: path) }
            #expect(error?.code == .alreadyExists)
            #expect(error?.message.contains(path) == true)
            _ = try UnixSocket.connect(to: path)
            withExtendedLifetime(listening) {}
        }
    }

    @Test func aStaleSocketIsReplaced() throws {
        try withTemporaryDirectory { directory in
            let path = directory + "/s"
            do { _ = try UnixSocket.listen(at: path) }
            #expect(rpcError { _ = try UnixSocket.connect(to: path) }?.code == .unavailable)
            let listening = try UnixSocket.listen(at: path)
            _ = try UnixSocket.connect(to: path)
            withExtendedLifetime(listening) {}
        }
    }

    @Test func whatIsNoSocketIsLeftAlone() throws {
        try withTemporaryDirectory { directory in
            let path = directory + "/file"
            do { _ = try Descriptor.open(path, O_WRONLY | O_CREAT) }
            #expect(rpcError { _ = try UnixSocket.listen(at: path) }?.code == .alreadyExists)
            #expect(access(path, F_OK) == 0)
        }
    }

    @Test func theSocketHasTheModeAskedFor() throws {
        try withTemporaryDirectory { directory in
            for mode in [0o600, 0o660, 0o666] as [mode_t] {
                let path = "\(directory)/\(mode)"
                let listening = try UnixSocket.listen(at: path, mode: mode)
                var status = stat()
                #expect(stat(path, &status) == 0)
                #expect(status.st_mode & 0o777 == mode)
                withExtendedLifetime(listening) {}
            }
        }
    }

    @Test func connectingToNobodyIsUnavailable() throws {
        try withTemporaryDirectory { directory in
            let error = rpcError { _ = try Client(path: directory + "/none") }
            #expect(error?.code == .unavailable)
            #expect(error?.message.contains(directory) == true)
        }
    }
}
