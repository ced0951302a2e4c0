import Foundation
import FuzzTargets
import LockerCore
import LockerService
import LockerTestSupport
import Logging
import TTRPC
import Testing

/// What the fuzzers found worth keeping, and what seeds make of it. The fuzzers themselves: `make fuzz`.
@Suite struct CorpusTests {
    /// How many mutants of each target are tried; `LOCKER_FUZZ_ROUNDS` asks for more, `LOCKER_FUZZ_SEED` for others.
    private static let rounds = number("LOCKER_FUZZ_ROUNDS") ?? 20_000

    @Test(arguments: FuzzTarget.allCases)
    func theCorpusKeepsItsPromises(_ target: FuzzTarget) throws {
        for (name, input) in try corpus(of: target) {
            #expect(throws: Never.self, "\(target), \(name)") { try target.check(input) }
        }
    }

    @Test(arguments: FuzzTarget.allCases)
    func mutantsOfTheCorpusKeepThemToo(_ target: FuzzTarget) throws {
        let seed = UInt64(CorpusTests.number("LOCKER_FUZZ_SEED") ?? 1)
        let inputs = try corpus(of: target).map(\.input)
        try #require(!inputs.isEmpty)
        var mutator = Mutator(inputs, seed: seed)
        for round in 0..<CorpusTests.rounds {
            let mutant = mutator.next(limit: target.maximumLength)
            #expect(throws: Never.self, "\(target): seed \(seed), round \(round)") { try target.check(mutant) }
        }
    }

    @Test func everyCallIsFuzzed() throws {
        try withTemporaryDirectory { directory in
            var logger = Logger(label: "test")
            logger.logLevel = .critical
            let locker = try Locker(
                directory: directory + "/store", configuration: Configuration(), logger: logger)
            defer { locker.close() }
            let calls = Router(answeredBy: locker, logger: logger).methods.map { "\($0.service)/\($0.method)" }
            #expect(Set(calls) == Set(RequestTarget.calls))
        }
    }

    private func corpus(of target: FuzzTarget) throws -> [(name: String, input: [UInt8])] {
        let folder = try #require(Bundle.module.resourceURL).appending(path: "Corpora/\(target)")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return try files.sorted { $0.path < $1.path }.map { ($0.lastPathComponent, Array(try Data(contentsOf: $0))) }
    }

    private static func number(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
    }
}
