import Glibc
import LockerBase
import TTRPC
import Testing

/// Who may make which call: every call of the daemon, by every kind of caller.
@Suite struct CallRightsTests {
    @Test func everyCallHasARow() throws {
        try RightsBench.with { bench in
            let answered = Set(bench.router.methods.map { "\($0.service)/\($0.method)" })
            let listed = Set(RightsTable.rows.map { "\($0.service)/\($0.method)" })
            #expect(answered == listed, "add a row to RightsTable for each new call")
        }
    }

    @Test(arguments: RightsTable.rows)
    func everyCallIsAnsweredToThoseAloneWhoMayMakeIt(_ row: RightsRow) throws {
        try #require(geteuid() != 41 && geteuid() != 42, "run by one of the users that the test makes up")
        try RightsBench.with { bench in
            for somebody in Somebody.allCases {
                let request = try row.prepare(bench)
                let before = try bench.state()
                let answer = bench.call(row, request, as: somebody)
                let refusal = row.refusal(of: somebody)
                switch answer {
                case .success(let bytes):
                    #expect(refusal == nil, "\(somebody) got an answer")
                    if somebody == .other { expectNothingOfAlice(bytes) }
                case .failure(let error):
                    #expect(error.reason == refusal?.rawValue, "\(somebody): \(error)")
                    #expect(try bench.state() == before, "\(somebody) was refused, and changed something")
                }
            }
            bench.waitForJob()
        }
    }

    /// An answer to another user says nothing of alice, or of what she has.
    private func expectNothingOfAlice(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(!text.contains("alice") && !text.contains(RightsBench.file))
    }
}
