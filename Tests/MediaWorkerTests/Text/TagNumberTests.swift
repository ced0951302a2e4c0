import MediaWorker
import Testing

@Suite struct TagNumberTests {
    private func pair(_ text: String) -> [Int?] {
        let pair = TagNumber.pair(text)
        return [pair.first, pair.second]
    }

    @Test func `tracks come with totals or without`() {
        #expect(pair("3/12") == [3, 12])
        #expect(pair("03") == [3, nil])
        #expect(pair(" 7 / 9 ") == [7, 9])
        #expect(pair("0/0") == [nil, nil])
        #expect(pair("A1") == [nil, nil])
        #expect(pair("/4") == [nil, 4])
        #expect(pair("999999999999999999999") == [nil, nil])
    }

    @Test func `a year is the beginning of a date`() {
        #expect(TagNumber.year("2004-05-01") == 2004)
        #expect(TagNumber.year("1987") == 1987)
        #expect(TagNumber.year("0000") == nil)
        #expect(TagNumber.year("87") == nil)
        #expect(TagNumber.year("May 2004") == nil)
    }

    @Test func `gains have units, signs and commas`() {
        #expect(TagNumber.decibels("-7.43 dB") == -7.43)
        #expect(TagNumber.decibels("+2,5dB") == 2.5)
        #expect(TagNumber.decibels("loud") == nil)
        #expect(TagNumber.decibels("-4000 dB") == nil)
        #expect(TagNumber.decibels("") == nil)
        #expect(TagNumber.peak("0.988553") == 0.988553)
        #expect(TagNumber.peak("9.5e-05") == 9.5e-05)
        #expect(TagNumber.peak("-1") == nil)
    }

    @Test func `gains of Opus are to another loudness`() {
        // -23 to -18 LUFS: 5 dB more.
        #expect(TagNumber.decibels(r128: "-3072") == -7)
        #expect(TagNumber.decibels(r128: "0") == 5)
        #expect(TagNumber.decibels(r128: "40000") == nil)
        #expect(TagNumber.decibels(r128: "-32768") == nil)
    }
}
