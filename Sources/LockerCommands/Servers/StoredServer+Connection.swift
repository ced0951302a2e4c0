import LockerAPI
import LockerBase
import LockerClient
import ServerLink

extension StoredServer {
    /// The gateway that is there.
    func gateway() throws(LockerError) -> RemoteGateway {
        try RemoteGateway(at: ServerAddress(url), authorities: certificates)
    }

    /// Connects to the daemon behind it.
    ///
    /// - Parameters:
    ///   - account: another one to act for, as an option has it.
    ///   - goesOn: whether a connection that broke is made again for calls that only read.
    func connect(as account: String?, goesOn: Bool) throws(LockerError) -> LockerConnection {
        try gateway().connect(token, account: account, pauses: goesOn ? ServerRoute.usualPauses : [])
    }
}
