import LockerBase
import POSIXSupport
import TTRPC

/// The way to a daemon behind a server, which carries calls and no descriptors.
public struct ServerRoute: Sendable {
    /// Seconds before each of the tries to connect again, when a connection broke: half a minute in all.
    public static let usualPauses: [Double] = [0, 0.5, 1, 2, 4, 8, 15]

    let name: String
    let open: @Sendable () throws(LockerError) -> Descriptor
    let pauses: [Double]

    /// - Parameters:
    ///   - name: what the server is called in errors: `https://music.example.org`.
    ///   - pauses: seconds before each of the tries to connect again; none where a broken connection is not to be made
    ///     again.
    ///   - open: connects, and returns a socket that blocks and carries the frames of calls.
    public init(
        name: String, pauses: [Double] = ServerRoute.usualPauses,
        open: @escaping @Sendable () throws(LockerError) -> Descriptor
    ) {
        (self.name, self.pauses, self.open) = (name, pauses, open)
    }

    /// A client of a new connection.
    func client() throws(LockerError) -> Client {
        let socket = try open()
        do {
            return try Client(over: socket, called: name)
        } catch {
            throw LockerError(error)
        }
    }
}
