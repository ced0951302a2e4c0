import Foundation
import LockerAPI
import LockerGateway
import TTRPC
import Testing

/// Which calls go to the daemon, and as whose.
@Suite struct RelayRulesTests {
    private let rules = RelayRules(account: "alice", name: "relay-1")

    private func verdict(
        _ method: String, service: String = "locker.v1.Locker", _ metadata: [String: String] = [:],
        payload: [UInt8]? = []
    ) -> RelayRules.Verdict {
        var envelope = RequestEnvelope()
        (envelope.service, envelope.method, envelope.metadata) = (service, method, metadata)
        return rules.verdict(on: envelope, stream: 7, payload: { payload })
    }

    private func passed(_ verdict: RelayRules.Verdict) -> [String: String]? {
        if case .pass(let envelope) = verdict { envelope.metadata } else { nil }
    }

    private func refused(_ verdict: RelayRules.Verdict) -> RPCError.Code? {
        if case .refuse(let error) = verdict { error.code } else { nil }
    }

    @Test func `each call is the account's, and has a name`() {
        #expect(passed(verdict("Usage")) == ["locker-account": "alice", "locker-request": "relay-1.7"])
        let named = ["locker-account": "alice", "locker-request": "mine", "locker-power": "all"]
        #expect(passed(verdict("Usage", named)) == ["locker-account": "alice", "locker-request": "mine"])
    }

    @Test func `calls for another account, of operators, and of which nothing is known are refused`() {
        #expect(refused(verdict("Usage", ["locker-account": "bob"])) == .permissionDenied)
        #expect(refused(verdict("Usage", ["locker-account": ""])) == .permissionDenied)
        for method in ["Stats", "ListAccounts", "Expire", "Usage"] {
            #expect(refused(verdict(method, service: "locker.v1.Admin")) == .permissionDenied, "\(method)")
        }
        #expect(refused(verdict("Usage", service: "")) == .permissionDenied)
        for method in ["Stats", "AddAccount", "usage", ""] {
            #expect(refused(verdict(method)) == .unimplemented, "\(method)")
        }
    }

    @Test func `nobody waits for another account's changes`() throws {
        func watch(_ change: (inout Locker_V1_WatchRequest) -> Void) throws -> RelayRules.Verdict {
            let payload: [UInt8] = try Locker_V1_WatchRequest.with(change).serializedBytes()
            return verdict("Watch", payload: payload)
        }
        try #expect(passed(watch { $0.libraries = [.with { $0.library = "main" }] }) != nil)
        try #expect(passed(watch { $0.usages = [.with { $0.account = "alice" }] }) != nil)
        try #expect(refused(watch { $0.libraries = [.init(), .with { $0.account = "bob" }] }) == .permissionDenied)
        try #expect(refused(watch { $0.usages = [.with { $0.account = "bob" }] }) == .permissionDenied)
        #expect(refused(verdict("Watch", payload: [0x0A, 9])) == .invalidArgument)
        // A field that is not known: it might name somebody.
        #expect(refused(verdict("Watch", payload: [0x0A, 4, 0x3A, 2, 0x62, 0x6F])) == .unimplemented)
        if case .needsPayload = verdict("Watch", payload: nil) {} else { Issue.record("its payload is not looked at") }
    }

    @Test func `nobody opens a session on the catalog`() throws {
        let catalog: [UInt8] = try Locker_V1_OpenSessionRequest.with { $0.catalog = true }.serializedBytes()
        let library: [UInt8] = try Locker_V1_OpenSessionRequest.with { $0.library = "main" }.serializedBytes()
        #expect(refused(verdict("OpenSession", payload: catalog)) == .permissionDenied)
        #expect(passed(verdict("OpenSession", payload: library)) != nil)
    }

    @Test func `all calls of people that the protocol has are known`() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let file = folder.appendingPathComponent("../../../Sources/LockerAPI/Protos/locker.proto").standardized
        let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        let begin = try #require(text.range(of: "service Locker {"))
        let end = try #require(text.range(of: "service Admin {"))
        let lines = text[begin.upperBound..<end.lowerBound].split(separator: "\n")
        let names = lines.compactMap { line -> String? in
            let words = line.split { $0 == " " || $0 == "(" }
            return words.first == "rpc" && words.count > 1 ? String(words[1]) : nil
        }
        #expect(names.count > 40 && Set(names) == RelayedCalls.names)
    }
}
