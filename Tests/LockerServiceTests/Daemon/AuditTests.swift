import Foundation
import LockerAPI
import LockerBase
import LockerService
import LockerTestSupport
import POSIXSupport
import SwiftProtobuf
import TTRPC
import Testing

/// What the log tells of calls, and what errors tell of themselves.
@Suite struct AuditTests {
    private func stage(
        _ path: String, in library: String, over connection: LockerConnection
    ) throws -> (session: UInt64, commit: Locker_V1_CommitResponse) {
        let session = try connection.call(LockerMethods.openSession, .with { $0.library = library }).session
        let folder = Locker_V1_Entry.with {
            $0.path = Data(path.utf8)
            $0.kind = .folder
        }
        _ = try connection.call(
            LockerMethods.stage,
            .with {
                $0.session = session
                $0.entries = [folder]
            })
        return (session, try connection.call(LockerMethods.commit, .with { $0.session = session }))
    }

    @Test func whatChangesWhoHasWhatIsALineThatSaysWhoAndHowMuchAndNamesNoFile() throws {
        try LoggedDaemon.with { test in
            let root = try test.connect()
            _ = try root.call(AdminMethods.addAccount, .with { $0.name = "alice" })
            let alice = try test.connect("alice")
            let (session, _) = try stage("secret-name", in: "My \"music\"", over: alice)
            // Nothing new: no line.
            _ = try alice.call(LockerMethods.commit, .with { $0.session = session })
            _ = try alice.call(
                LockerMethods.remove,
                .with {
                    $0.library = "My \"music\""
                    $0.paths = [Data("secret-name".utf8)]
                })
            _ = try root.call(AdminMethods.removeAccount, .with { $0.name = "alice" })
            let audit = try test.objects("audit")
            #expect(
                audit.map { $0["call"] as? String } == ["AddAccount", "Commit", "Remove", "RemoveAccount"])
            for line in audit {
                #expect(line["account"] as? String == "alice" && line["outcome"] as? String == "OK")
                #expect(line["uid"] as? String == "\(geteuid())" && line["level"] as? String == "info")
                #expect(line["seconds"] is NSNumber && (line["request"] as? String)?.isEmpty == false)
            }
            #expect(Set(audit.map { $0["request"] as? String }).count == 4)
            #expect(audit[1]["library"] as? String == "My \"music\"" && audit[1]["added"] as? Int == 1)
            #expect(audit[2]["removed"] as? Int == 1 && audit[2]["paths"] as? Int == 1)
            #expect(try test.lines().allSatisfy { !$0.contains("secret-name") })
        }
    }

    @Test func aCallThatFailsIsALineWithItsOutcome() throws {
        try LoggedDaemon.with { test in
            let root = try test.connect()
            _ = try? root.call(AdminMethods.removeAccount, .with { $0.name = "nobody" })
            let line = try test.objects("audit").first
            #expect(line?["outcome"] as? String == "NOT_FOUND" && line?["account"] as? String == "nobody")
        }
    }

    @Test func whatOnlyTellsWhatWouldGoHasNoLine() throws {
        try LoggedDaemon.with { test in
            let root = try test.connect()
            _ = try root.call(AdminMethods.addAccount, .with { $0.name = "alice" })
            let alice = try test.connect("alice")
            _ = try stage("folder", in: "main", over: alice)
            for isDryRun in [true, false] {
                let library = Locker_V1_DeleteLibraryRequest.with {
                    $0.library = "main"
                    $0.dryRun = isDryRun
                }
                _ = try root.call(
                    AdminMethods.expire,
                    .with {
                        $0.keepLast = 1
                        $0.dryRun = isDryRun
                    })
                _ = try alice.call(LockerMethods.deleteLibrary, library)
                _ = try root.call(
                    AdminMethods.removeAccount,
                    .with {
                        $0.name = "alice"
                        $0.dryRun = isDryRun
                    })
            }
            let calls = try test.objects("audit").map { $0["call"] as? String }
            #expect(calls == ["AddAccount", "Commit", "Expire", "DeleteLibrary", "RemoveAccount"])
        }
    }

    @Test func aJobLeavesALineOfWhatItCameTo() throws {
        try LoggedDaemon.with { test in
            let root = try test.connect()
            var job = try root.call(AdminMethods.verify, .init())
            #expect(job.kind == .verification)
            while !job.ended { job = try root.call(AdminMethods.watchJob, .with { $0.job = job.id }) }
            let summary = try test.objects("a verification has ended")
            #expect(summary.count == 1 && summary[0]["outcome"] as? String == "OK")
            #expect(summary[0]["damaged"] as? Int == 0 && summary[0]["job"] as? String == "\(job.id)")
            #expect(try test.objects("audit").map { $0["call"] as? String } == ["Verify"])
        }
    }

    /// A user's lines are bounded; what more there would have been is counted.
    @Test func whoChangesMuchDoesNotFillTheLog() throws {
        try LoggedDaemon.with { test in
            let alice = try test.connect()
            for number in 0..<200 {
                let (session, _) = try stage("folder-\(number)", in: "main", over: alice)
                _ = try alice.call(LockerMethods.closeSession, .with { $0.session = session })
            }
            #expect(try test.objects("audit").filter { $0["call"] as? String == "Commit" }.count == 30)
            test.daemon.tellWhatWasLeftOut(all: true)
            let left = try test.objects("170 more were left out")
            #expect(left.count == 1 && left.first?["kind"] as? String == "Commit")
        }
    }

    @Test func anErrorNamesItsRequestAndWhatItIsAbout() throws {
        try LoggedDaemon.with { test in
            let client = try Client(path: test.socket)
            func error(_ request: some Message, _ method: String, _ name: String?) throws -> RPCError? {
                let metadata = name.map { [RequestMetadata.request: $0] } ?? [:]
                do {
                    _ = try client.call(
                        service: "locker.v1.Locker", method: method, payload: try request.serializedBytes(),
                        metadata: metadata)
                    return nil
                } catch {
                    return error as? RPCError
                }
            }
            let list = Locker_V1_ListRequest.with { $0.library = "none" }
            let given = try error(list, "List", "my-request-17")
            #expect(given?.reason == "NOT_FOUND" && given?.domain == LockerError.domain)
            #expect(given?.details["request"] == "my-request-17" && given?.details["library"] == "none")
            #expect(given?.details["hint"] == "LIST_LIBRARIES" && given?.message.contains("locker usage") == false)
            let made = try (0..<2).map { _ in try error(list, "List", nil)?.details["request"] }
            #expect(Set(made).count == 2 && !made.contains(nil))
            for name in ["", "two words", "line\nbreak", "é", String(repeating: "x", count: 65)] {
                let refused = try error(Locker_V1_StatusRequest(), "Status", name)
                #expect(refused?.reason == "INVALID_ARGUMENT" && refused?.details["request"] != name)
                #expect(refused?.message.contains("locker-request") == true)
            }
            #expect(try error(Locker_V1_StatusRequest(), "Status", String(repeating: "x", count: 64)) == nil)
        }
    }

    @Test func anErrorOfAQuotaHasItsFigures() throws {
        try LoggedDaemon.with { test in
            _ = try test.connect().call(
                AdminMethods.addAccount,
                .with {
                    $0.name = "alice"
                    $0.quotaBytes = 1000
                })
            let alice = try test.connect("alice")
            let session = try alice.call(LockerMethods.openSession, .with { $0.library = "main" }).session
            let path = test.directory + "/song"
            try makeFile(path, [UInt8](repeating: 1, count: 5000))
            let file = try Descriptor.open(path, O_RDONLY)
            #expect {
                try alice.call(
                    LockerMethods.ingest,
                    .with {
                        $0.session = session
                        $0.path = Data("song".utf8)
                    }, descriptor: file)
            } throws: {
                guard let details = ($0 as? LockerError)?.details else { return false }
                return details[.quota] == "1000" && details[.used] == "0" && details[.wanted] == "5000"
                    && details[.account] == "alice" && details[.path] == "song" && details[.request] != nil
            }
        }
    }

    /// A call without a line in the log is one that was decided to have none.
    @Test func everyCallThatReadsOrBringsOnlyHasNoLine() throws {
        try LoggedDaemon.with { test in
            let connection = try test.connect()
            _ = try connection.call(LockerMethods.status, .init())
            _ = try connection.call(AdminMethods.listAccounts, .init())
            _ = try connection.call(AdminMethods.stats, .init())
            _ = try connection.call(LockerMethods.openSession, .with { $0.library = "main" })
            #expect(try test.objects("audit").allSatisfy { $0["call"] as? String == "first contact" })
        }
    }
}
