/// A moment as MS-DOS tells it, in steps of two seconds of the years 1980 to 2107 (APPNOTE.TXT, section 4.4.6). It is
/// local time, of nobody knows where; here it is UTC.
struct DOSTime {
    let date: UInt16
    let time: UInt16

    /// The beginning of 1980, and the last step of 2107.
    private static let known: ClosedRange<Int64> = 315_532_800...4_354_819_198

    /// The moment `seconds` after the beginning of 1970, or the nearest that can be told.
    init(seconds: Int64) {
        let moment = UTCTime(seconds: min(max(seconds, DOSTime.known.lowerBound), DOSTime.known.upperBound))
        date = UInt16((moment.year - 1_980) << 9 | moment.month << 5 | moment.day)
        time = UInt16(moment.hour << 11 | moment.minute << 5 | moment.second / 2)
    }
}
