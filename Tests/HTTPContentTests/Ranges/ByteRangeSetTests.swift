import HTTPContent
import Testing

/// Of content of 1,000 bytes where nothing else is said.
@Suite struct ByteRangeSetTests {
    @Test(arguments: [
        ("bytes=0-99", "0-99"), ("bytes=0-0", "0-0"), ("bytes=500-", "500-999"), ("bytes=-1", "999-999"),
        ("bytes=-100", "900-999"), ("bytes=-1000", "0-999"), ("bytes=-5000", "0-999"), ("bytes=999-", "999-999"),
        ("bytes=0-999", "0-999"), ("bytes=0-1000", "0-999"), ("bytes=0-", "0-999"),
        ("bytes=0-99999999999999999999999999", "0-999"), ("bytes=-99999999999999999999999999", "0-999"),
        ("bytes=000-0099", "0-99"), ("BYTES=0-1", "0-1"), ("Bytes=0-1", "0-1"), (" bytes=0-1 ", "0-1"),
    ])
    func oneRange(value: String, ranges: String) {
        #expect(shown(value) == ranges)
    }

    @Test(arguments: [
        ("bytes=0-1,500-600", "0-1 500-600"), ("bytes=500-600,0-1", "500-600 0-1"),
        ("bytes=0-1 , 5-6\t,\t-1", "0-1 5-6 999-999"), ("bytes=,,0-1,,,5-6,", "0-1 5-6"),
        ("bytes=0-1,5000-6000,7-8", "0-1 7-8"), ("bytes=0-1,-0", "0-1"), ("bytes=0-1,0-1", "0-1 0-1"),
    ])
    func severalRanges(value: String, ranges: String) {
        #expect(shown(value) == ranges)
    }

    @Test(arguments: [
        "", "bytes", "bytes=", "bytes= ", "bytes=,", "bytes=, ,", "bytes=-", "bytes=--1", "bytes=1", "bytes=1-2-3",
        "bytes=a-b", "bytes=0-a", "bytes=a-", "bytes=-a", "bytes=0x0-0x9", "bytes=+0-1", "bytes=0-+1", "bytes=0 - 1",
        "bytes=0- 1", "bytes=1.5-2", "bytes=5-4", "bytes=0-1,5-4", "bytes=0-1,x", "bytes=0-1;2-3", "bytes=0-1 2-3",
        "bytes:0-1", "bytes 0-1", "bytes = 0-1", "bytes=0-1,bytes=2-3", "bytes=0-1, bytes=2-3", "=0-1", "0-1",
        "items=0-1", "byte=0-1", "bytess=0-1", "none", "seconds=0-", "bytes=\u{661}-\u{662}", "bytes=0\u{2013}1",
        "bytes=*", "bytes=0-1/1000", "bytes=\"0-1\"", "bytes=0-1\u{0}",
    ])
    func isPassedOver(value: String) {
        #expect(ByteRangeSet(value) == nil)
    }

    @Test(arguments: [
        "bytes=1000-", "bytes=1000-1001", "bytes=99999999999999999999999999-", "bytes=-0", "bytes=2000-,-0",
    ])
    func isNotInTheContent(value: String) throws {
        let ranges = try #require(ByteRangeSet(value))
        #expect(!ranges.isSatisfiable(by: 1000))
        #expect(ranges.ranges(within: 1000).isEmpty)
    }

    /// The last bytes of nothing are there, and are nothing.
    @Test(arguments: [("bytes=0-", false), ("bytes=0-0", false), ("bytes=-1", true), ("bytes=-0", false)])
    func ofNothing(value: String, isSatisfiable: Bool) throws {
        let ranges = try #require(ByteRangeSet(value))
        #expect(ranges.isSatisfiable(by: 0) == isSatisfiable)
        #expect(ranges.ranges(within: 0).isEmpty)
    }

    @Test func numbersUpToTheLargestThereIs() throws {
        let last = UInt64.max - 1
        let ranges = try #require(ByteRangeSet("bytes=-1,0-,\(last)-\(UInt64.max),\(UInt64.max)-"))
        #expect(ranges.ranges(within: .max) == [last..<UInt64.max, 0..<UInt64.max, last..<UInt64.max])
    }

    @Test func sixteenAreTakenAndNotMore() {
        let sixteen = (0..<16).map { "\($0)-\($0)" }.joined(separator: ",")
        #expect(ByteRangeSet("bytes=" + sixteen)?.specs.count == 16)
        #expect(ByteRangeSet("bytes=,," + sixteen + ",,")?.specs.count == 16)
        #expect(ByteRangeSet("bytes=" + sixteen + ",16-16") == nil)
    }

    @Test func emptyElementsAreNotLookedAtWithoutEnd() {
        #expect(ByteRangeSet("bytes=0-1" + String(repeating: ",", count: 60)) != nil)
        #expect(ByteRangeSet("bytes=" + String(repeating: ",", count: 80_000) + "0-1") == nil)
    }

    private func shown(_ value: String) -> String? {
        guard let ranges = ByteRangeSet(value)?.ranges(within: 1000) else { return nil }
        return ranges.map { "\($0.lowerBound)-\($0.upperBound - 1)" }.joined(separator: " ")
    }
}
