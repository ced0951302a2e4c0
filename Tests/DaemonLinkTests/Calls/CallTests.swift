import DaemonLink
import Foundation
import GatewayTestSupport
import LockerAPI
import LockerBase
import Testing

/// Calls of a daemon, many at once.
@Suite struct CallTests {
    @Test func `every call has its own answer`() async throws {
        try await withLink { running, link in
            let names = (0..<40).map { "person-\($0)" }
            for name in names { try running.addAccount(name) }
            let answers = await withTaskGroup(of: (String, String?).self) { group in
                for round in 0..<20 {
                    for name in names {
                        group.addTask { (name, try? await CallTests.account(link, for: name, "call-\(round)")) }
                    }
                }
                return await group.reduce(into: [(String, String?)]()) { $0.append($1) }
            }
            #expect(answers.count == 800)
            for (name, account) in answers { #expect(account == name) }
        }
    }

    @Test func `more calls of one account than a connection takes wait for one another`() async throws {
        try await withLink(connections: 1) { _, link in
            let errors = await withTaskGroup(of: LockerError?.self) { group in
                for _ in 0..<500 {
                    group.addTask { await lockerError { try await CallTests.account(link, for: nil, nil) } }
                }
                return await group.reduce(into: [LockerError?]()) { $0.append($1) }
            }
            #expect(errors.count == 500)
            for error in errors { #expect(error == nil) }
        }
    }

    @Test func `errors keep their details`() async throws {
        try await withLink { running, link in
            try running.addAccount("alice")
            let error = await lockerError {
                try await link.call(
                    LockerMethods.deleteLibrary, .with { $0.library = "none" }, for: "alice", named: "upload-4711")
            }
            #expect(error?.code == .notFound)
            #expect(error?.details[.request] == "upload-4711" && error?.details[.library] == "none")
        }
    }

    @Test func `nobody is called who is not there`() async throws {
        try await withLink { _, link in
            let error = await lockerError { try await CallTests.account(link, for: "nobody", nil) }
            #expect(error?.code == .notFound)
        }
    }

    @Test func `the daemon says what it can do`() async throws {
        try await withLink { _, link in
            let features = try await link.features()
            #expect(features == Set(Feature.allCases.map(\.rawValue)))
            let hasBlobs = try await link.has(.blobs)
            #expect(hasBlobs)
            let greeting = try await link.greeting()
            #expect(greeting.version == LockerVersion.text && greeting.limits["piece_bytes"] == 1 << 20)
        }
    }

    @Test func `a request that is too long does not go out`() async throws {
        try await withLink { _, link in
            let request = Locker_V1_StageRequest.with { $0.removals = [Data(repeating: 1, count: 5 << 20)] }
            let error = await lockerError { try await link.call(LockerMethods.stage, request) }
            #expect(error?.code == .invalidArgument)
            let account = try await CallTests.account(link, for: nil, nil)
            #expect(!account.isEmpty)
        }
    }

    private static func account(
        _ link: LinkedDaemon, for account: String?, _ name: String?
    ) async throws -> String {
        try await link.call(LockerMethods.status, Locker_V1_StatusRequest(), for: account, named: name).account
    }
}
