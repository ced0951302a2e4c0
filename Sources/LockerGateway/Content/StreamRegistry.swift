import NIOCore
import People
import Synchronization

/// What is being sent, so that it can be ended: for who was shut out meanwhile, and for who does not take it.
package final class StreamRegistry: Sendable {
    private struct Stream {
        let credential: CredentialID?
        let channel: any Channel
        /// When the client was last given something to take, or gave something; nil while it is not waited for.
        var moved: ContinuousClock.Instant?
    }

    /// For how long a client may take nothing.
    private let patience: Duration
    private let streams = Mutex<(next: UInt64, open: [UInt64: Stream])>((0, [:]))

    package init(patience: Duration) {
        self.patience = patience
    }

    /// Takes note of a stream, until ``remove(_:)`` is called with the number that this returns.
    package func add(_ credential: CredentialID?, _ channel: any Channel) -> UInt64 {
        streams.withLock { streams in
            streams.next += 1
            streams.open[streams.next] = Stream(credential: credential, channel: channel, moved: ContinuousClock.now)
            return streams.next
        }
    }

    /// Takes note that the client has moved some of it, and is waited for to move more.
    package func moved(_ number: UInt64) {
        streams.withLock { $0.open[number]?.moved = .now }
    }

    /// Takes note that it is not the client that is waited for, until ``moved(_:)`` is called.
    package func rest(_ number: UInt64) {
        streams.withLock { $0.open[number]?.moved = nil }
    }

    func remove(_ number: UInt64) {
        streams.withLock { _ = $0.open.removeValue(forKey: number) }
    }

    /// How many there are.
    var count: Int { streams.withLock { $0.open.count } }

    /// Ends those that somebody has under way who is not let in any more, or who has taken nothing for too long.
    package func end(unless isLive: (CredentialID) -> Bool) {
        let now = ContinuousClock.now
        let ended = streams.withLock { streams in
            streams.open.values.filter { stream in
                (stream.moved.map { now - $0 > patience } ?? false) || !(stream.credential.map(isLive) ?? true)
            }.map(\.channel)
        }
        for channel in ended { channel.close(promise: nil) }
    }
}
