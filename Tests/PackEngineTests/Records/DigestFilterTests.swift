import LockerBase
import LockerTestSupport
import PackEngine
import Testing

/// A filter never misses what was inserted, and next to never finds what was not.
struct DigestFilterTests {
    private func digests(_ count: Int, seed: UInt64) -> [Digest] {
        var generator = SplitMix64(seed: seed)
        return (0..<count).map { _ in Digest(generator.bytes(32)) ?? .zero }
    }

    /// A filter of 31-bit tags that finds one in 10^8: in two million look-ups it may err once, hardly twice.
    @Test(arguments: [1, 1000, 100_000])
    func whatWasInsertedIsFoundAndNothingElse(count: Int) throws {
        let inserted = digests(count, seed: 1)
        let filter = try DigestFilter(capacity: count)
        for digest in inserted { try filter.insert(digest) }
        #expect(inserted.allSatisfy { filter.contains($0) })
        #expect(digests(500_000, seed: 2).filter { filter.contains($0) }.count < 2)
    }

    @Test func moreThanWereExpectedAreFoundAllTheSame() throws {
        let inserted = digests(20_000, seed: 3)
        let filter = try DigestFilter(capacity: 0)
        for digest in inserted + inserted { try filter.insert(digest) }
        #expect(inserted.allSatisfy { filter.contains($0) })
        #expect(inserted.filter { filter.visit($0) == .first }.count == inserted.count)
        #expect(digests(100_000, seed: 4).filter { filter.contains($0) }.count < 2)
    }

    @Test func aVisitIsToldFromTheNext() throws {
        let inserted = digests(5000, seed: 5)
        let filter = try DigestFilter(capacity: inserted.count)
        for digest in inserted { try filter.insert(digest) }
        #expect(inserted.allSatisfy { filter.visit($0) == .first })
        for digest in inserted { try filter.insert(digest) }
        #expect(inserted.allSatisfy { filter.visit($0) == .again && filter.contains($0) })
        #expect(digests(5000, seed: 6).allSatisfy { filter.visit($0) == .absent })
    }

    /// Digests that begin or end their first word alike, as somebody may make them.
    @Test(arguments: [0..<4, 4..<8])
    func digestsThatWereMadeAlikeAreToldApart(sameBytes: Range<Int>) throws {
        let alike = digests(3000, seed: 7).map { digest in
            var bytes = digest.bytes
            bytes.replaceSubrange(sameBytes, with: [0, 0, 0, 0])
            return Digest(bytes) ?? .zero
        }
        let filter = try DigestFilter(capacity: alike.count)
        for digest in alike.dropLast(1000) { try filter.insert(digest) }
        #expect(alike.dropLast(1000).allSatisfy { filter.contains($0) })
        #expect(alike.suffix(1000).filter { filter.contains($0) }.count < 2)
    }

    /// Half of the digests have the same tag: one that is not in the filter is found where it happens to belong to a
    /// line that has it. Which ones these are, chance decides anew for each filter.
    @Test func whatIsFoundByMistakeChangesFromFilterToFilter() throws {
        let alike = digests(60_000, seed: 8).map {
            Digest(Array($0.bytes[..<8]) + Array(repeating: 7, count: 24)) ?? .zero
        }
        func mistakes() throws -> Set<Digest> {
            let filter = try DigestFilter(capacity: 1_000_000)
            for digest in alike.prefix(10_000) { try filter.insert(digest) }
            return Set(alike.dropFirst(10_000).filter { filter.contains($0) })
        }
        let (one, other) = (try mistakes(), try mistakes())
        // 10,000 of 76,924 lines: an eighth of 50,000.
        #expect((4000...9000).contains(one.count) && (4000...9000).contains(other.count))
        #expect(one.intersection(other).count < one.count / 2)
    }
}
