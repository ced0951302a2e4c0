import Glibc
import LockerTestSupport
import Metadata
import Testing

/// Random calls to a database and to the plain model, whose answers must be the same, call by call; `LOCKER_SEED` runs
/// the history of one seed alone.
@Suite struct ComparisonTests {
    private static let seeds: ClosedRange<UInt64> = {
        guard let text = getenv("LOCKER_SEED"), let seed = UInt64(String(cString: text)) else { return 1...5 }
        return seed...seed
    }()

    @Test(arguments: seeds) func aDatabaseAnswersAsTheModelDoes(_ seed: UInt64) throws {
        try Implementation.sqlite.withStore { database in
            var history = ComparedHistory(Comparison(seed: seed, database: database, model: MetadataModel()))
            for step in 1...160 {
                try history.step()
                if step % 40 == 0 { try history.compareAll() }
            }
            #expect(history.commits > 3 && history.refusals > 3, "LOCKER_SEED=\(seed)")
        }
    }
}
