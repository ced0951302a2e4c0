import LockerBase
import LockerCore
import LockerMetrics
import ServiceSupport
import TTRPC

/// All metrics of a daemon as text, put together for each scrape.
struct DaemonMetrics: Sendable {
    let locker: Locker
    let server: Server
    let requests: RequestMetrics
    private let process = ProcessMetrics()

    init(locker: Locker, server: Server, requests: RequestMetrics) {
        self.locker = locker
        self.server = server
        self.requests = requests
    }

    var text: String {
        var exposition = Exposition()
        let store = locker.storeID.hexText
        exposition.add(
            "locker_info", .gauge, "1, with the version of the daemon and the identity of its store.",
            [([("version", LockerVersion.text), ("store", store)], 1)])
        exposition.add("locker_connections", .gauge, "Connections that are open.", Double(server.connectionCount))
        exposition.add(
            "locker_hung_threads", .gauge, "Threads that hang in files of callers.", Double(server.lostThreads))
        requests.write(to: &exposition)
        locker.exposition.write(to: &exposition)
        process.write(to: &exposition)
        return exposition.text
    }
}
