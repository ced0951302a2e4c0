import ArgumentParser
import Foundation
import LockerAPI
import LockerBase
import POSIXSupport
import Synchronization

/// Reads ranges at random places of random songs, by many clients at once, and tells how long each read took.
@main
struct RangeReads: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "range-reads",
        abstract: "Read ranges of random songs, by many clients at once, and print how long that took, as JSON.",
        discussion: """
            Each client has a connection of its own, and one read under way at a time. With --pause it waits between \
            two reads, a random time of that mean (exponentially distributed), as a player does; without, it reads on \
            at once, and what is measured is the queue as much as the daemon.
            """)

    @Option(help: "The daemon's socket.")
    var socket: String

    @Option(help: "Whose library main is read.")
    var account: String

    @Option(help: "Clients at once.")
    var clients = 16

    @Option(help: "Reads of each client.")
    var reads = 500

    @Option(help: "Bytes of a range.")
    var length = 256 << 10

    @Option(help: "Mean pause of a client between two reads, in milliseconds.")
    var pause = 0.0

    @Option(help: "Of the random places.")
    var seed: UInt64 = 1

    static func main() {
        StandardDescriptors.ensureOpen()
        main(nil)
    }

    func run() throws {
        let songs = try self.songs()
        guard !songs.isEmpty else {
            throw LockerError(.notFound, "the library has no file of \(length) bytes or more")
        }
        let times = Times()
        let began = ContinuousClock.now
        let threads = try (0..<clients).map { client in
            let reader = try RangeReader(self, songs, client: client)
            return try Thread("client-\(client)") {
                do {
                    times.add(try reader.run())
                } catch {
                    times.fail(error)
                }
            }
        }
        for thread in threads { thread.join() }
        try report(try times.sorted(), seconds: (ContinuousClock.now - began) / .seconds(1))
    }

    /// Those in which a range fits.
    private func songs() throws -> [Song] {
        let connection = try LockerConnection(socket: socket, account: account)
        defer { connection.close() }
        var songs: [Song] = []
        var request = Locker_V1_ListRequest()
        request.library = "main"
        while true {
            let page = try connection.call(LockerMethods.list, request)
            songs += page.entries.filter { $0.size >= length }.map { Song(path: $0.path, size: Int($0.size)) }
            guard page.more, let last = page.entries.last else { return songs }
            request.after = last.path
        }
    }

    private func report(_ sorted: [Double], seconds: Double) throws {
        func percentile(_ share: Double) -> Double {
            sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))]
        }
        let figures: [String: Double] = [
            "clients": Double(clients), "pause_ms": pause, "reads": Double(sorted.count),
            "reads_per_second": Double(sorted.count) / seconds,
            "p50_ms": percentile(0.5) * 1e3, "p90_ms": percentile(0.9) * 1e3, "p99_ms": percentile(0.99) * 1e3,
            "most_ms": percentile(1) * 1e3,
        ]
        print(
            String(decoding: try JSONSerialization.data(withJSONObject: figures, options: .sortedKeys), as: UTF8.self))
    }
}

/// What the clients measured.
private final class Times: Sendable {
    private let state = Mutex<(seconds: [Double], failure: (any Error)?)>(([], nil))

    func add(_ seconds: [Double]) {
        state.withLock { $0.seconds += seconds }
    }

    func fail(_ error: any Error) {
        state.withLock { $0.failure = error }
    }

    /// - Throws: what a client met.
    func sorted() throws -> [Double] {
        try state.withLock { state in
            if let failure = state.failure { throw failure }
            return state.seconds.sorted()
        }
    }
}
