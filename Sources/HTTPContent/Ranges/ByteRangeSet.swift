/// What a Range asks for, in bytes (RFC 9110, sections 14.1 and 14.2).
package struct ByteRangeSet: Hashable, Sendable {
    /// One of the ranges, as it is written.
    package enum Spec: Hashable, Sendable {
        /// From a first byte to a last one, or without that to the end. Numbers that are larger than any content are
        /// the largest there is.
        case from(UInt64, through: UInt64?)
        /// So many of the last bytes.
        case last(UInt64)
    }

    /// In the order in which they are asked for; one at least.
    package let specs: [Spec]

    /// The most ranges that are answered one by one.
    package static let maximumCount = 16
    /// The most commas that are looked at: elements without anything in them are allowed, but not without end.
    private static let maximumElements = 64

    /// The ranges that the value of a Range names; nil for what is to be answered as if it were not there: another unit
    /// than bytes, what breaks the grammar, a last byte before the first, more ranges than ``maximumCount``.
    package init?(_ fieldValue: String) {
        let text = Array(fieldValue.utf8)[...].trimmed
        let unit = Array("bytes=".utf8)
        guard text.prefix(unit.count).elementsEqual(unit, by: ByteRangeSet.isSameLetter) else { return nil }
        var specs: [Spec] = []
        // What is left behind the last split holds a comma, which no range does.
        let elements = text.dropFirst(unit.count).split(
            separator: UInt8(ascii: ","), maxSplits: ByteRangeSet.maximumElements, omittingEmptySubsequences: false)
        for element in elements {
            let element = element.trimmed
            if element.isEmpty { continue }
            guard specs.count < ByteRangeSet.maximumCount, let spec = Spec(element) else { return nil }
            specs.append(spec)
        }
        guard !specs.isEmpty else { return nil }
        self.specs = specs
    }

    /// Whether content of `length` bytes can answer any of them. The last bytes of no bytes are there, and are none.
    package func isSatisfiable(by length: UInt64) -> Bool {
        specs.contains { spec in
            switch spec {
            case .from(let first, _): first < length
            case .last(let count): count > 0
            }
        }
    }

    /// Those that are within content of `length` bytes, as far as they are, in their order; none is empty.
    package func ranges(within length: UInt64) -> [Range<UInt64>] {
        specs.compactMap { $0.range(within: length) }
    }

    private static func isSameLetter(_ said: UInt8, _ wanted: UInt8) -> Bool {
        // Names of units have no case.
        said == wanted || PercentEncoding.isLetterOrDigit(said) && said | 0x20 == wanted
    }
}

extension ByteRangeSet.Spec {
    /// The range that `text` writes; nil where it writes none.
    init?(_ text: ArraySlice<UInt8>) {
        guard let dash = text.firstIndex(of: UInt8(ascii: "-")) else { return nil }
        let (before, behind) = (text[..<dash], text[(dash + 1)...])
        if before.isEmpty {
            guard let count = Self.number(behind) else { return nil }
            self = .last(count)
            return
        }
        guard let first = Self.number(before) else { return nil }
        if behind.isEmpty {
            self = .from(first, through: nil)
            return
        }
        guard let last = Self.number(behind), first <= last else { return nil }
        self = .from(first, through: last)
    }

    /// Its bytes in content of `length` bytes; nil where those are none.
    func range(within length: UInt64) -> Range<UInt64>? {
        let range: Range<UInt64>
        switch self {
        case .from(let first, let last):
            guard first < length else { return nil }
            range = first..<(min(last ?? .max, length - 1) + 1)
        case .last(let count):
            range = (length - min(count, length))..<length
        }
        return range.isEmpty ? nil : range
    }

    /// The number that digits write, or the largest one where it is larger.
    private static func number(_ digits: ArraySlice<UInt8>) -> UInt64? {
        guard !digits.isEmpty else { return nil }
        var number: UInt64 = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            let (tens, isOver) = number.multipliedReportingOverflow(by: 10)
            let (sum, isPast) = tens.addingReportingOverflow(UInt64(digit - 0x30))
            number = isOver || isPast ? .max : sum
        }
        return number
    }
}
