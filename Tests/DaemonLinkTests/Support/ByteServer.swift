import DaemonLink
import Glibc
import LockerTestSupport
import POSIXSupport
import TTRPC

/// Takes one connection, reads one request, and sends whatever bytes a test likes.
enum ByteServer {
    /// Calls `body` with what calls it over one connection.
    ///
    /// - Parameter isOpen: whether the connection stays open after the bytes until the other side ends it.
    static func with(
        sending bytes: [UInt8], isOpen: Bool = true, _ body: (LinkedDaemon) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder()
        let socket = folder.path + "/s"
        let listener = try UnixSocket.listen(at: socket)
        let thread = try Thread("bytes") { serve(listener, bytes, isOpen) }
        let link = makeLink(to: socket, connections: 1)
        do {
            try await body(link)
        } catch {
            await link.shutdown()
            throw error
        }
        await link.shutdown()
        shutdown(listener.number, Int32(SHUT_RDWR))
        thread.join()
    }

    private static func serve(_ listener: Descriptor, _ bytes: [UInt8], _ isOpen: Bool) {
        let number = accept(listener.number, nil, nil)
        guard number >= 0 else { return }
        let connection = Descriptor(owning: number)
        var buffer = [UInt8](repeating: 0, count: 4096)
        _ = read(connection.number, &buffer, buffer.count)
        _ = send(connection.number, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        while isOpen, read(connection.number, &buffer, buffer.count) > 0 {}
    }

    /// A frame of a response.
    static func frame(_ body: [UInt8], stream: UInt32 = 1, length: Int? = nil) -> [UInt8] {
        let numbers = [UInt32(length ?? body.count), stream]
        return numbers.flatMap { number in withUnsafeBytes(of: number.bigEndian) { Array($0) } } + [2, 0] + body
    }
}
