import LockerBase
import MetricsServer
import Testing

@Suite struct AddressTests {
    @Test(arguments: ["127.0.0.1:9464", "127.8.9.10:1", "[::1]:65535", "[0:0:0:0:0:0:0:1]:80", "unix:/run/m.sock"])
    func whatStaysOnThisMachineIsTaken(text: String) throws {
        #expect(try MetricsAddress(text).description == text)
    }

    @Test(arguments: [
        "", "9464", ":9464", "127.0.0.1", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:x",
        "0.0.0.0:9464", "192.168.0.1:9464", "128.0.0.1:9464", "localhost:9464", "::1:9464", "[::]:9464",
        "[::ffff:127.0.0.1]:9464", "[fe80::1]:9464", "127.1:9464", "unix:", "unix:m.sock",
    ])
    func whatOthersMightReachIsRefusedByName(text: String) {
        #expect {
            try MetricsAddress(text)
        } throws: { error in
            guard let error = error as? LockerError else { return false }
            return error.code == .invalidArgument && error.message.hasPrefix("'\(text)'")
        }
    }
}
