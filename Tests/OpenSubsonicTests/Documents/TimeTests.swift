import LockerBase
import MediaIndex
import OpenSubsonic
import Testing

@Suite struct TimeTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (-5, "1970-01-01T00:00:00.000Z"),
            (951_782_400_000_000_000, "2000-02-29T00:00:00.000Z"),
            (1_109_635_199_999_999_999, "2005-02-28T23:59:59.999Z"),
            (1_790_000_000_123_456_789, "2026-09-21T14:13:20.123Z"),
            (4_107_542_400_000_000_000, "2100-03-01T00:00:00.000Z"),
            (Int64.max, "2262-04-11T23:47:16.854Z"),
        ] as [(Int64, String)])
    func timesAreThoseOfISO8601(time: Int64, text: String) throws {
        let shelves = ShelvesInMemory()
        shelves.savePlayQueue(songs: [], current: nil, position: 0, by: "tests", at: time)
        try #expect(Server(shelves).json("getPlayQueue")["playQueue"]?["changed"] == .text(text))
        try #expect(Server(shelves).xml("getPlayQueue")["playQueue"]?.attributes["changed"] == text)
    }
}
