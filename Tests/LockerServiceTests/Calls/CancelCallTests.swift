import Foundation
import Glibc
import LockerAPI
import LockerBase
import LockerClient
import LockerTestSupport
import POSIXSupport
import TTRPC
import Testing

/// `CancelCall`, over the socket.
@Suite struct CancelCallTests {
    private func waiting(on connection: LockerConnection, named name: String) throws -> Waiting {
        try Waiting(on: connection, named: name) { request in
            request.libraries = [.with { $0.library = "main" }]
        }
    }

    /// Tries again until the daemon has heard of what is to be cancelled.
    private func until(_ isFound: () throws -> Bool) throws {
        for _ in 0..<60_000 {
            if try isFound() { return }
            usleep(1000)
        }
        Issue.record("there is no such call")
    }

    @Test func aWatchIsCancelledByItsNameAndOthersWaitOn() throws {
        try TestDaemon.with { test in
            let connection = try test.connect()
            let (first, other) = (
                try waiting(on: connection, named: "watch-1"), try waiting(on: connection, named: "watch-2")
            )
            try until { try connection.cancel(callsNamed: "watch-1") }
            let error = #expect(throws: LockerError.self) { try first.wait()?.get() }
            #expect(error?.code == .cancelled)
            #expect(other.current == nil)
            // It has its answer.
            try #expect(!connection.cancel(callsNamed: "watch-1"))
            try until { try connection.cancel(callsNamed: "watch-2") }
            try #expect(connection.call(LockerMethods.status, .init()).version == LockerVersion.text)
        }
    }

    @Test func whoWaitsForALibraryIsStopped() throws {
        try TestDaemon.with { test in
            let wait = LibraryWait(connection: try test.connect(), library: "main")
            try #expect(!wait.stop())
            let outcome = Monitor<Result<UInt64?, LockerError>?>(nil)
            let thread = try Thread("wait") {
                let result = Result { () throws(LockerError) -> UInt64? in try wait.next(after: 0) }
                outcome.withLock { $0 = result }
            }
            try until { try wait.stop() }
            thread.join()
            let result = try #require(outcome.withLock { $0 })
            let revision: UInt64? = try result.get()
            #expect(revision == nil)
        }
    }

    @Test func aCallIsNamedInOneWay() throws {
        try TestDaemon.with { test in
            let connection = try test.connect()
            for request in [.init(), .with { ($0.stream, $0.request) = (1, "x") }] as [Locker_V1_CancelCallRequest] {
                let error = #expect(throws: LockerError.self) {
                    try connection.call(LockerMethods.cancelCall, request)
                }
                #expect(error?.code == .invalidArgument)
            }
            for request in [.with { $0.stream = 4711 }, .with { $0.request = "nobody" }]
                as [Locker_V1_CancelCallRequest]
            {
                try #expect(!connection.call(LockerMethods.cancelCall, request).found)
            }
            try #expect(connection.has(.cancel))
        }
    }

    /// Whoever acts for many cancels the calls for one account by a call for that one.
    @Test func aCallForAnotherAccountIsNotMeant() throws {
        try TestDaemon.with { test in
            for name in ["alice", "bob"] { try test.addAccount(name) }
            let client = try Client(path: test.socket)
            func call(_ method: String, _ payload: [UInt8], for account: String) throws(RPCError) -> [UInt8] {
                let metadata = [RequestMetadata.account: account, RequestMetadata.request: "one"]
                return try client.call(
                    service: "locker.v1.Locker", method: method, payload: payload, metadata: metadata)
            }
            var watch = Locker_V1_WatchRequest()
            watch.libraries = [.with { $0.library = "main" }]
            let payload: [UInt8] = try watch.serializedBytes()
            let cancel: [UInt8] = try Locker_V1_CancelCallRequest.with { $0.request = "one" }.serializedBytes()
            let ends = Monitor<[String: RPCError]>([:])
            let threads = try ["alice", "bob"].map { name in
                try Thread("watch") {
                    do throws(RPCError) {
                        _ = try client.call(
                            service: "locker.v1.Locker", method: "Watch", payload: payload,
                            metadata: [RequestMetadata.account: name, RequestMetadata.request: "one"])
                    } catch {
                        ends.withLock { $0[name] = error }
                    }
                }
            }
            for (number, name) in ["bob", "alice"].enumerated() {
                try until {
                    try Locker_V1_CancelCallResponse(serializedBytes: call("CancelCall", cancel, for: name)).found
                }
                threads[1 - number].join()
                let ended = ends.withLock { $0 }
                #expect(ended[name]?.code == .cancelled && ended.count == number + 1)
            }
        }
    }
}
