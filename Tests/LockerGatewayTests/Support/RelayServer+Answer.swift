import Glibc
import LockerTestSupport
import POSIXSupport
import Testing

extension RelayServer {
    /// All that is answered to `request`, until the server ends the connection: where it does not, this does not end.
    func answer(to request: String) throws -> String {
        let socket = try LoopbackPort.connect(to: UInt16(port))
        let bytes = Array(request.utf8)
        #expect(Glibc.send(socket.number, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count)
        var (answer, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 4096))
        while case let heard = recv(socket.number, &buffer, buffer.count, 0), heard > 0 {
            answer += buffer.prefix(heard)
        }
        return String(decoding: answer, as: UTF8.self)
    }
}
