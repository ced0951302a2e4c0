/// One line of an LRC text: when it is sung, any number of times, and what.
///
/// `[00:12.00][01:15.00]Words`; hundredths may be thousandths or missing, a colon may stand for the point. Players know
/// `[offset:+200]` too, milliseconds by which all is sung earlier, and `<00:12.50>` before a word.
struct TimedLine {
    private(set) var times: [Int] = []
    private(set) var text: ArraySlice<UInt8>

    private static let most = 32

    init(_ line: ArraySlice<UInt8>) {
        text = line.drop { $0 == UInt8(ascii: " ") }
        while times.count < TimedLine.most, let (time, rest) = TimedLine.time(text, "[", "]") {
            times.append(time)
            text = rest
        }
        if !times.isEmpty { text = TimedLine.withoutTimes(text) }
    }

    /// The milliseconds of a line that shifts all others.
    static func offset(_ line: ArraySlice<UInt8>) -> Int? {
        let mark = Array("[offset:".utf8)
        guard line.count < 32, line.starts(with: mark), line.last == UInt8(ascii: "]") else { return nil }
        var digits = line.dropFirst(mark.count).dropLast().filter { $0 != UInt8(ascii: " ") }
        if digits.first == UInt8(ascii: "+") { digits.removeFirst() }
        return Int(String(decoding: digits, as: UTF8.self)).flatMap { abs($0) < 3_600_000 ? $0 : nil }
    }

    /// The time that `text` begins with, between two brackets, in milliseconds, and what follows.
    private static func time(
        _ text: ArraySlice<UInt8>, _ open: Unicode.Scalar, _ close: Unicode.Scalar
    ) -> (Int, ArraySlice<UInt8>)? {
        guard text.first == UInt8(ascii: open) else { return nil }
        var rest = text.dropFirst()
        guard let minutes = number(&rest), rest.first == UInt8(ascii: ":") else { return nil }
        rest = rest.dropFirst()
        guard let seconds = number(&rest), seconds < 60 else { return nil }
        var milliseconds = (minutes * 60 + seconds) * 1000
        if let point = rest.first, point == UInt8(ascii: ".") || point == UInt8(ascii: ":") {
            rest = rest.dropFirst()
            let before = rest.count
            guard let fraction = number(&rest) else { return nil }
            let count = before - rest.count
            milliseconds += count == 1 ? fraction * 100 : count == 2 ? fraction * 10 : min(fraction, 999)
        }
        guard rest.first == UInt8(ascii: close) else { return nil }
        return (milliseconds, rest.dropFirst())
    }

    /// Takes up to four digits from the beginning of `text`; nil where there is none.
    private static func number(_ text: inout ArraySlice<UInt8>) -> Int? {
        let digits = text.prefix(4).prefix { $0.isDigit }
        guard !digits.isEmpty else { return nil }
        text = text.dropFirst(digits.count)
        return digits.reduce(0) { 10 * $0 + Int($1 - UInt8(ascii: "0")) }
    }

    /// The words of a line without the times of each.
    private static func withoutTimes(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard text.contains(UInt8(ascii: "<")) else { return text }
        var (words, rest): ([UInt8], ArraySlice<UInt8>) = ([], text)
        while let byte = rest.first {
            if let (_, behind) = time(rest, "<", ">") {
                rest = behind
            } else {
                words.append(byte)
                rest = rest.dropFirst()
            }
        }
        return words[...]
    }
}
