import GatewayTestSupport
import LockerGateway
import OpenSubsonic
import ServiceSupport
import Testing

/// Everything that can be asked of the gateway, by everybody, with the names of somebody else's things.
@Suite(.timeLimit(.minutes(10))) struct RightsTests {
    @Test func `every route and every call has a row`() async throws {
        let daemon = try RunningDaemon()
        defer { daemon.stop() }
        let options = try RunningGateway.options(daemon)
        let routes = Set(try await GatewayProgram.routes(options, output: LogOutput(level: .critical)))
        let listed = Set(RightsTable.rows.map(\.route))
        #expect(routes.count > 15)
        #expect(routes.subtracting(listed) == [], "add rows to RightsTable for each new route")
        #expect(Subsonic.methods.subtracting(listed) == [], "add rows to RightsTable for each new call")
        #expect(listed.subtracting(routes).subtracting(Subsonic.methods) == [], "rows of what there is no more")
    }

    @Test func `nothing of anybody else's comes back, and nobody learns whether it is there`() async throws {
        let change: (inout GatewayOptions, String) -> Void = { options, _ in
            (options.limits.requestsPerSecond, options.limits.requestBurst) = (1_000_000, 1_000_000)
        }
        try await RunningGateway.with(change) { gateway in
            let house = try await RightsHouse(gateway)
            #expect(house.hers.keys == house.nobodys.keys)
            let before = try await house.state()
            for role in RightsRole.allCases where role != .alice {
                for row in RightsTable.rows { try await expectNothing(of: row, to: role, house) }
            }
            let after = try await house.state()
            #expect(before == after, "somebody else has changed what is alice's")
            for row in RightsTable.rows { try await expectOutcome(of: row, house) }
        }
    }

    /// Somebody else is answered the same for alice's things as for what is not there.
    private func expectNothing(of row: RightsRow, to role: RightsRole, _ house: RightsHouse) async throws {
        let line: Comment = "\(row.method) \(row.target), \(role.rawValue)"
        #expect(!house.hers.fill(row.target).contains("{"), line)
        let answer = try await house.ask(row, as: role, house.hers)
        #expect(house.leaks(answer, to: row, house.hers) == [], line)
        if !role.isLetIn, !row.isPublic { expectUnknown(answer, row, role, line) }
        // Only the first of two finds the token.
        if row.route.hasSuffix("/current"), role.isLetIn { return }
        let absent = try await house.ask(row, as: role, house.nobodys)
        #expect(Told(answer, house.hers) == Told(absent, house.nobodys), line)
    }

    private func expectUnknown(_ answer: Answer, _ row: RightsRow, _ role: RightsRole, _ line: Comment) {
        guard row.isOfSubsonic else {
            #expect(answer.status == 401, line)
            return
        }
        #expect(isRefused(answer, row), line)
        let code = role == .nobody ? 10 : 44
        if row.method != "HEAD" {
            #expect(answer.text.contains("\"code\":\(code),") || answer.text.contains("code=\"\(code)\""), line)
        }
    }

    /// Alice gets what is hers.
    private func expectOutcome(of row: RightsRow, _ house: RightsHouse) async throws {
        let line: Comment = "\(row.method) \(row.target), alice"
        let answer = try await house.ask(row, as: .alice, house.hers)
        switch row.outcome {
        case .refused: #expect(isRefused(answer, row), line)
        case .done: #expect(!isRefused(answer, row), line)
        case .shows(let text):
            #expect(!isRefused(answer, row), line)
            #expect(answer.text.contains(house.hers.fill(text)), line)
        }
    }

    private func isRefused(_ answer: Answer, _ row: RightsRow) -> Bool {
        guard answer.status < 400, row.isOfSubsonic else { return answer.status >= 400 }
        // The head of an error and of content differ in what they are of.
        guard row.method != "HEAD" else { return answer["Content-Type"]?.hasPrefix("audio/") != true }
        return answer.text.contains("\"status\":\"failed\"") || answer.text.contains("status=\"failed\"")
    }
}
