import LockerSync
import LockerTestSupport
import Testing

@Suite struct InodeTableTests {
    @Test(arguments: [0, 100, 20_000])
    func `it says what a dictionary says`(expected: Int) {
        var (table, dictionary) = (InodeTable(expecting: expected), [UInt64: Int32]())
        var random = SplitMix64(seed: UInt64(expected))
        for number in 0..<20_000 {
            // Close together, far apart, and again.
            let inode = number % 3 == 0 ? random.next() : UInt64.random(in: 0..<9000, using: &random)
            let value = Int32(number) * (number % 2 == 0 ? 1 : -1)
            table.set(inode, to: value)
            dictionary[inode] = value
        }
        #expect(dictionary.allSatisfy { table[$0.key] == $0.value })
        #expect((0..<20_000).allSatisfy { table[$0] == dictionary[$0] })
    }
}
