import LockerAPI
import LockerBase
import NIOCore
import POSIXSupport
import TTRPC

/// What becomes of calls beside what the daemon answers.
enum LinkError {
    /// No daemon could be connected to at `socket`.
    static func notConnected(to socket: String, _ error: any Error) -> LockerError {
        switch error {
        case let error as IOError:
            LockerError(unreachable: RPCError(SystemError("connect", on: socket, number: error.errnoCode)))
        case SocketAddressError.unixDomainSocketPathTooLong:
            LockerError(.unavailable, "\(socket): longer than the path of a socket may be; choose a shorter one")
        default:
            LockerError(.unavailable, "no daemon answers: \(socket): \(error)", cause: error)
        }
    }

    /// The connection ended while calls were under way.
    static func lostConnection(_ cause: (any Error)? = nil) -> LockerError {
        LockerError(.unavailable, "the connection to lockerd is lost; try again", cause: cause)
    }

    static var closedConnection: LockerError {
        LockerError(.unavailable, "the connection to lockerd was closed")
    }

    static var noGreeting: LockerError {
        LockerError(.unavailable, "lockerd takes connections and answers nothing yet; try again")
    }

    /// Calls were awaited for longer than a daemon that runs is silent.
    static var noAnswer: LockerError {
        LockerError(.unavailable, "lockerd is there and answers nothing; try again when it does")
    }

    /// So many calls went over the connection that there are no numbers for more.
    static var spentConnection: LockerError {
        LockerError(.unavailable, "the connection to lockerd is replaced by another one; try again")
    }

    static func callCancelled(_ request: CallRequest) -> LockerError {
        LockerError(.cancelled, "\(request.method): the call was cancelled by whoever made it")
    }

    static func callTimedOut(_ request: CallRequest) -> LockerError {
        LockerError(.timedOut, "\(request.method): lockerd did not answer in the time that the call was given")
    }

    static func tooManyCalls(_ request: CallRequest) -> LockerError {
        LockerError(.tooMany, "\(request.method): too many calls wait for lockerd; try again later")
    }
}
