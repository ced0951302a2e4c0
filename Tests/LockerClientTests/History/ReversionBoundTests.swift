import Foundation
import LockerAPI
import LockerBase
import LockerClient
import LockerSync
import POSIXSupport
import Testing

/// What one revision can take back, and what it can not.
@Suite struct ReversionBoundTests {
    private struct Outcome {
        var report: ReversionReport?
        var error: LockerError?
        /// The calls that change something.
        var calls: [String] = []
    }

    /// Reverts a library at revision 2 to revision 1, since which `count` paths were added. The commit answers
    /// `revision`.
    private func revert(_ count: Int, limit: Int = 10, committing revision: UInt64 = 3) throws -> Outcome {
        let calls = Monitor<[String]>([])
        var daemon = FakeDaemon()
        daemon.on(LockerMethods.openSession) { _, _ in .with { $0.revision = 2 } }
        daemon.on(LockerMethods.changes) { _, request in
            .with {
                $0.revision = request.until
                $0.changes = (0..<count).map { number in
                    .with {
                        $0.path = Data("path \(100 + number)".utf8)
                        $0.entry.kind = .folder
                    }
                }
            }
        }
        daemon.on(LockerMethods.stage) { _, request in
            calls.withLock { $0.append("stage \(request.entries.count) \(request.removals.count)") }
            return .init()
        }
        daemon.on(LockerMethods.commit) { _, _ in
            calls.withLock { $0.append("commit") }
            return .with {
                $0.revision = revision
                $0.removed = UInt64(count)
            }
        }
        daemon.on(LockerMethods.closeSession) { _, _ in
            calls.withLock { $0.append("close") }
            return .init()
        }
        return try daemon.serve { socket, _ in
            var outcome = Outcome()
            let reader = LibraryReader(connection: try LockerConnection(socket: socket), library: "main")
            do {
                outcome.report = try Reversion(of: reader, to: 1, limit: limit).run()
            } catch {
                outcome.error = error as? LockerError
            }
            outcome.calls = calls.withLock { $0 }
            return outcome
        }
    }

    @Test func `as much as a session takes is committed once`() throws {
        let outcome = try revert(10)
        #expect(outcome.calls == ["stage 0 10", "commit", "close"])
        #expect(outcome.report?.revision == 3 && outcome.report?.removed == 10 && outcome.report?.warnings == [])
    }

    @Test func `more than a session takes is refused, and nothing committed`() throws {
        let outcome = try revert(11)
        #expect(outcome.error?.code == .tooMany && outcome.error?.message.contains("more than 10 entries") == true)
        #expect(outcome.calls == ["close"])
    }

    @Test func `where nothing differs, nothing is committed`() throws {
        let outcome = try revert(0)
        #expect(outcome.calls == ["close"] && outcome.report?.revision == 2)
    }

    @Test func `a change meanwhile is told`() throws {
        let outcome = try revert(1, committing: 4)
        #expect(outcome.report?.revision == 4 && outcome.report?.warnings.count == 1)
    }

    @Test func `a list that lacks what the changes name is an error`() throws {
        var daemon = FakeDaemon()
        daemon.on(LockerMethods.changes) { _, _ in
            .with {
                $0.changes = [
                    .with {
                        $0.path = Data("gone".utf8)
                        $0.existed = true
                    }
                ]
            }
        }
        daemon.on(LockerMethods.list) { _, _ in .init() }
        try daemon.serve { socket, _ in
            let reader = LibraryReader(connection: try LockerConnection(socket: socket), library: "main")
            let error = #expect(throws: LockerError.self) { try reader.forEachChangePage(from: 2, to: 1) { _ in } }
            #expect(error?.code == .internal)
        }
    }
}
