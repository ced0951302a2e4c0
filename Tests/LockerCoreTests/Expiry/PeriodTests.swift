import LockerBase
import LockerCore
import LockerTestSupport
import Metadata
import Testing

/// Which revisions the rules for hours, days, weeks, months and years keep.
@Suite struct PeriodTests {
    private static let hour: Int64 = 3600
    private static let day: Int64 = 24 * hour

    /// Kinds of periods, the last second of one, and the first of the next one.
    private static let ends: [(RetentionPeriod, Int64, Int64)] = [
        (.hour, -1, 0), (.hour, 3599, 3600), (.day, -1, 0), (.day, 86_399, 86_400),
        // Monday 5 January 1970, and Monday 29 December 1969.
        (.week, 345_599, 345_600), (.week, -259_201, -259_200),
        // 1 March 1972, 1 January 2000, 1 March 2000 and 1 March 2100.
        (.month, 68_255_999, 68_256_000), (.month, 946_684_799, 946_684_800), (.month, 951_868_799, 951_868_800),
        (.month, 4_107_542_399, 4_107_542_400), (.year, 946_684_799, 946_684_800), (.year, -1, 0),
    ]

    @Test(arguments: ends)
    func aPeriodEndsWhereTheNextBegins(_ period: RetentionPeriod, _ last: Int64, _ next: Int64) {
        let second: Int64 = 1_000_000_000
        #expect(period.number(of: next * second) == period.number(of: last * second + second - 1) + 1)
        #expect(period.number(of: next * second) == period.number(of: (next + 1) * second))
    }

    /// A revision every 7 hours from the beginning of 2024 on.
    private func withRevisions(_ count: Int, _ body: (any MetadataStore, Library) throws -> Void) throws {
        try withTemporaryDirectory { folder in
            let store = try TestLocker.metadata(folder + "/metadata.sqlite")
            let ada = try store.accounts.add(named: "ada", userID: nil, role: .user, quota: nil, created: 1)
            let library = try store.libraries.ensure(named: "main", of: ada)
            for number in 0..<Int64(count) {
                let entry = Entry(path: try EntryPath("a"), kind: .folder, size: 0, modified: number)
                let delta = try store.commits.effectiveDelta(of: [entry], removals: [], in: library)
                let time = (19_723 * PeriodTests.day + number * 7 * PeriodTests.hour) * 1_000_000_000
                _ = try store.commits.commit(delta, as: Digest.zero, created: time)
            }
            try body(store, try #require(try store.libraries.library(named: "main", of: ada)))
        }
    }

    private func left(
        _ each: [RetentionPeriod: Int64], last: Int64? = nil, beside own: Retention? = nil,
        _ store: any MetadataStore, _ library: Library
    ) throws -> [Int64] {
        let rule = try Retention(keepLast: last, keepWithin: nil, keepEach: each)
        let kept = try rule.kept(of: library, beside: own, in: store, at: 0)
        let alone = try rule.kept(of: library, in: store, at: 0)
        #expect(alone.keptByOwn == 0 && kept.keptByOwn == kept.kept - alone.kept)
        let there = try store.revisions.list(of: library, before: nil, limit: 1000).map(\.number).reversed()
        let numbers = there.filter { $0 >= kept.first && !kept.gone.contains($0) }
        #expect(kept.kept == Int64(numbers.count) && kept.kept + kept.expired == library.revisions)
        return numbers
    }

    @Test func theNewestOfEachPeriodIsKept() throws {
        try withRevisions(20) { store, library in
            // 0, 7, 14, 21 o'clock, then 4, 11, 18 of the second day, and so on.
            try #expect(left([.day: 1], store, library) == [20])
            try #expect(left([.day: 3], store, library) == [14, 18, 20])
            try #expect(left([.day: 100], store, library) == [4, 7, 11, 14, 18, 20])
            try #expect(left([.hour: 3], store, library) == [18, 19, 20])
            try #expect(left([.year: 5, .month: 1, .week: 1], store, library) == [20])
            try #expect(left([.day: 2], last: 5, store, library) == [16, 17, 18, 19, 20])
            try #expect(left([.day: 3, .hour: 2], store, library) == [14, 18, 19, 20])
        }
    }

    @Test func whatWasForgottenInBetweenIsNotCounted() throws {
        try withRevisions(20) { store, library in
            let rule = try Retention(keepLast: nil, keepWithin: nil, keepEach: [.day: 100])
            let kept = try rule.kept(of: library, in: store, at: 0)
            _ = try store.revisions.expire(library, before: kept.first, and: kept.gone)
            let owner = try #require(try store.accounts.account(named: "ada"))
            let rest = try #require(try store.libraries.library(named: "main", of: owner))
            #expect(rest.revisions == 6 && rest.first == 4)
            try #expect(rule.kept(of: rest, in: store, at: 0).expired == 0)
            try #expect(left([:], last: 2, store, rest) == [18, 20])
        }
    }

    @Test func whatEitherRuleKeepsIsKept() throws {
        let days = try Retention(keepLast: nil, keepWithin: nil, keepEach: [.day: 3])
        let five = try Retention(keepLast: 5, keepWithin: nil)
        let one = try Retention(keepLast: 1, keepWithin: nil)
        let all = try Retention(keepLast: Int64.max, keepWithin: nil)
        let (whole, rests) = ([Int64](1...20), [4, 14, 15, 16, 17, 18, 19, 20] as [Int64])
        try withRevisions(20) { store, library in
            try #expect(left([:], last: 2, beside: days, store, library) == [14, 18, 19, 20])
            try #expect(left([.day: 3], beside: five, store, library) == [14, 16, 17, 18, 19, 20])
            try #expect(left([.day: 3], beside: days, store, library) == [14, 18, 20])
            try #expect(left([:], last: 2, beside: five, store, library) == [16, 17, 18, 19, 20])
            try #expect(left([:], last: 2, beside: one, store, library) == [19, 20])
            try #expect(left([.day: 1], beside: all, store, library) == whole)
            try #expect(left([:], last: 1, beside: all, store, library) == whole)
            _ = try store.revisions.expire(library, before: 4, and: RevisionSet(5...13))
            let owner = try #require(try store.accounts.account(named: "ada"))
            let rest = try #require(try store.libraries.library(named: "main", of: owner))
            try #expect(left([:], last: 1, beside: five, store, rest) == [16, 17, 18, 19, 20])
            try #expect(left([:], last: 2, beside: days, store, rest) == [14, 18, 19, 20])
            try #expect(left([:], last: 1, beside: all, store, rest) == rests)
        }
    }

    @Test func aPeriodOfNoneIsNoRule() {
        #expect(throws: LockerError.self) { try Retention(keepLast: nil, keepWithin: nil, keepEach: [.day: 0]) }
        #expect(throws: LockerError.self) { try Retention(keepLast: nil, keepWithin: nil, keepEach: [:]) }
    }
}
