import LockerBase
import Testing

@Suite struct AgeTests {
    @Test func aNumberAndAUnitAreSeconds() throws {
        let ages = ["1h": 3600, "30d": 2_592_000, "2w": 1_209_600, "1y": 31_536_000, "0d": 0] as [String: Int64]
        for (text, seconds) in ages { #expect(try Age(text).seconds == seconds) }
        for text in [
            "", "d", "30", "30m", "-1d", "+1d", "1.5d", " 1d", "9223372036854775807y", "99999999999999999999h",
        ] {
            #expect(throws: LockerError.self, "\(text)") { try Age(text) }
        }
    }
}
