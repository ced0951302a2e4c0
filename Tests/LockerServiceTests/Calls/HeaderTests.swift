import LockerAPI
import LockerBase
import LockerTestSupport
import POSIXSupport
import TTRPC
import Testing

/// What a request's metadata say never makes anybody somebody else.
@Suite struct HeaderTests {
    private func usage(_ bench: RightsBench, as userID: UInt32, _ metadata: [String: String]) -> Result<
        [UInt8], RPCError
    > {
        let context = CallContext(
            connection: 1, peer: Peer(processID: 1, userID: userID, groupID: 1), metadata: metadata)
        return Result { () throws(RPCError) in
            try bench.router.call(
                service: LockerMethods.usage.service, method: LockerMethods.usage.name, payload: [], context: context)
        }
    }

    /// Ways to write a name that is not alice's own: to a comparison that folds, trims or cuts they would be.
    @Test(arguments: [
        "alice", "Alice", "ALICE", " alice", "alice ", "alice\0", "alice\0bob", "bob\0", "bob,alice", "alice\n",
        "\u{FF41}lice",
        "ali\u{200B}ce", "", "*", "%", "root", "41", "uid-41", "../alice", "nobody",
    ])
    func anotherNameIsDeniedHoweverItIsWritten(_ name: String) throws {
        try RightsBench.with { bench in
            guard case .failure(let error) = usage(bench, as: 42, ["locker-account": name]) else {
                Issue.record("bob acts for '\(name)'")
                return
            }
            #expect(error.reason == LockerError.Code.permissionDenied.rawValue)
        }
    }

    @Test(arguments: [
        "Locker-Account", "LOCKER-ACCOUNT", "locker_account", "locker-account ", " locker-account", "locker-account\0",
        "account", "locker-user", "uid", "x-forwarded-user", "locker-role", "role", "",
    ])
    func anotherKeyIsNone(_ key: String) throws {
        try RightsBench.with { bench in
            let own = try usage(bench, as: 42, [:]).get()
            for value in ["alice", "root", "operator", "0", "41"] {
                #expect(try usage(bench, as: 42, [key: value]).get() == own)
            }
        }
    }

    /// Whom a call is for, and who pays for its threads and memory, is read from one place.
    @Test func ofAKeyThatComesTwiceTheFirstCounts() throws {
        func pair(_ value: String) -> [UInt8] {
            let key = Array("locker-account".utf8)
            let inner = [0x0A, UInt8(key.count)] + key + [0x12, UInt8(value.utf8.count)] + Array(value.utf8)
            return [0x2A, UInt8(inner.count)] + inner
        }
        let call = try IncomingCall(body: pair("bob") + pair("alice"))
        #expect(call.metadata == ["locker-account": "bob"])
    }
}
