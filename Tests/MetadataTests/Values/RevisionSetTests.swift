import LockerTestSupport
import Metadata
import Testing

@Suite struct RevisionSetTests {
    @Test(arguments: UInt64(1)...20) func itHoldsWhatASetHolds(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var (ranges, plain) = (RevisionSet(), Set<Int64>())
        for _ in 0..<12 {
            let start = Int64.random(in: 1...40, using: &random)
            let end = start + Int64.random(in: 0...4, using: &random)
            ranges.insert(start...end)
            plain.formUnion(start...end)
            if random.next() % 3 == 0 {
                let number = Int64.random(in: 1...45, using: &random)
                ranges = ranges.without(number)
                plain.remove(number)
            }
            for number in Int64(0)...46 { #expect(ranges.contains(number) == plain.contains(number)) }
            #expect(ranges.count(in: 10...20) == Int64(plain.count { (10...20).contains($0) }))
            for (one, next) in zip(ranges.ranges, ranges.ranges.dropFirst()) {
                #expect(one.upperBound + 1 < next.lowerBound)
            }
        }
    }
}
