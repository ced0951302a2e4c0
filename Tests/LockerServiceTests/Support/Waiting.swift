import LockerAPI
import LockerBase
import POSIXSupport

/// A call to wait that a thread of its own makes.
final class Waiting: Sendable {
    private let answer = Monitor<Result<Locker_V1_WatchResponse, LockerError>?>(nil)

    /// - Parameter name: what the request is called.
    init(
        on connection: LockerConnection, named name: String? = nil, _ fill: (inout Locker_V1_WatchRequest) -> Void
    ) throws {
        var message = Locker_V1_WatchRequest()
        message.timeoutSeconds = 300
        fill(&message)
        let request = message
        let answer = answer
        try Thread("waiting") {
            let result = Result { () throws(LockerError) in
                try connection.call(LockerMethods.watch, request, named: name)
            }
            answer.withLock { $0 = result }
            answer.notifyAll()
        }.detach()
    }

    /// What came of it, without waiting for it.
    var current: Result<Locker_V1_WatchResponse, LockerError>? { answer.withLock { $0 } }

    /// What came of it; nil when nothing has within a minute.
    func wait() -> Result<Locker_V1_WatchResponse, LockerError>? { answer.wait(seconds: 60) { $0 } }

    /// The revisions that were told, by the libraries' names.
    func revisions() throws -> [String: UInt64]? {
        guard let libraries = try wait()?.get().libraries else { return nil }
        return Dictionary(libraries.map { ($0.library, $0.revision) }, uniquingKeysWith: { first, _ in first })
    }
}
