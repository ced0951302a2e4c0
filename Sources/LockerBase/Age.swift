/// How old something may be, as people write it: a number and a unit, as `30d`.
public struct Age: Hashable, Sendable {
    /// How long that is.
    public let seconds: Int64

    /// Seconds in an hour, a day, a week and a year of 365 days.
    private static let units: [Character: Int64] = ["h": 3600, "d": 86_400, "w": 7 * 86_400, "y": 365 * 86_400]

    /// The age that `text` spells.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for what is not digits and one of `h`, `d`, `w` and `y`, or is
    ///   more than can be counted.
    public init(_ text: String) throws(LockerError) {
        guard let last = text.last, let unit = Age.units[last], text.utf8.dropLast().allSatisfy(Age.isDigit),
            let count = Int64(text.dropLast())
        else {
            throw LockerError(
                .invalidArgument,
                "'\(EntryPath.printable(text.utf8))': not an age; use a number with h, d, w or y, such as 30d")
        }
        let (seconds, isBeyond) = count.multipliedReportingOverflow(by: unit)
        guard !isBeyond else {
            throw LockerError(.invalidArgument, "'\(text)': an age that is more than can be counted")
        }
        self.seconds = seconds
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
