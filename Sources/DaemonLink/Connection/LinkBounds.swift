import LockerAPI
import NIOCore
import SwiftProtobuf
import TTRPC

/// How long the daemon may take for what is asked of it: all of the gateway's patience with it, and why it is as long.
///
/// There are two kinds. Each call has its own end, by what it does. And a connection on which something is awaited has
/// one, whatever that is: a daemon that runs answers a question at any time, while it commits, matches or waits for changes,
/// and one that hangs answers none.
package enum LinkBounds {
    /// Looks something up: milliseconds as a rule, and a second where the disk is busy. Who waits for it gives up about then.
    package static let lookUp = Duration.seconds(20)
    /// Brings a piece of content, of at most 1 MiB: a time without progress, in which tries after a lost connection are too. A
    /// player that has heard nothing for so long has stopped.
    package static let readPiece = Duration.seconds(30)
    /// Takes a piece in. A disk that writes back much may keep it, and what was sent before it would be lost.
    package static let sentPiece = Duration.seconds(120)
    /// Makes a change durable, behind others of the same library, and takes in a file that is whole: the more there is of
    /// it, the longer, so that this is for calls alone that are never answered by a daemon that answers others.
    package static let change = Duration.seconds(600)
    /// Tells whether the daemon serves, for those who ask every few seconds.
    package static let health = Duration.seconds(5)
    /// The same once it is known to answer nothing.
    package static let healthAgain = Duration.seconds(1)
    /// What nobody waits for: the lists of players are brought up when it is done.
    package static let upkeep = Duration.seconds(60)
    /// The answer to a call that waits for changes, beyond the time that it was to wait.
    static let watchGrace = Duration.seconds(30)
    /// The answer to a call that was cancelled, and is as good as done.
    static let cancelled = TimeAmount.seconds(2)
    /// To be connected to, and then to greet. While a daemon starts, connections wait and nothing is answered.
    static let connecting = TimeAmount.seconds(10)
    static let greeting = TimeAmount.seconds(10)

    /// How often is looked whether a connection brings anything on which something is awaited.
    static let look = TimeAmount.seconds(1)
    /// After so long without a byte the daemon is asked a question that it answers whatever else it does.
    static let silence = TimeAmount.seconds(5)
    /// So long that is not answered: then calls that come to their end have met a daemon that does not answer.
    static let unanswered = TimeAmount.seconds(5)
    /// And then the connection ends, with all that is awaited on it, sessions and uploads too: far more than a disk keeps a
    /// thread, as the thread that answers the question does not wait for it.
    static let lost = TimeAmount.seconds(25)

    /// The calls of a relay, whose own ends the gateway does not know, once the daemon is known to answer nothing: about as
    /// long as its own connections have then.
    package static let relayed = TimeAmount.seconds(20)

    /// What a call of a method may take, unless its caller says otherwise.
    package static func time<Request, Response>(for method: Method<Request, Response>) -> Duration {
        switch method.lane {
        case .quick: lookUp
        case .restore: readPiece
        case .ingest: sentPiece
        case .commit: change
        }
    }
}
