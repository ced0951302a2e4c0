/// Numbers of revisions of one library, as the ranges that they make.
public struct RevisionSet: Hashable, Sendable {
    /// In order; between two of them lies a number that is in none.
    public private(set) var ranges: [ClosedRange<Int64>] = []

    /// Of no revision.
    public init() {}

    /// Of all in one range.
    public init(_ range: ClosedRange<Int64>) {
        ranges = [range]
    }

    /// Whether there is none.
    public var isEmpty: Bool { ranges.isEmpty }

    /// Adds all of `range`, whose numbers are from 1 to below 2^63 - 1.
    public mutating func insert(_ range: ClosedRange<Int64>) {
        // Those that overlap it, or lie beside it, become one with it.
        let start = index(ofFirstEndingAt: range.lowerBound - 1)
        var (end, low, high) = (start, range.lowerBound, range.upperBound)
        while end < ranges.count, ranges[end].lowerBound <= range.upperBound + 1 {
            low = min(low, ranges[end].lowerBound)
            high = max(high, ranges[end].upperBound)
            end += 1
        }
        ranges.replaceSubrange(start..<end, with: [low...high])
    }

    /// Whether `revision` is one of them.
    public func contains(_ revision: Int64) -> Bool { range(around: revision) != nil }

    /// Those around `revision` that follow each other, with it; nil where it is none of them.
    public func range(around revision: Int64) -> ClosedRange<Int64>? {
        let place = index(ofFirstEndingAt: revision)
        return place < ranges.count && ranges[place].contains(revision) ? ranges[place] : nil
    }

    /// The same without `revision`.
    public func without(_ revision: Int64) -> RevisionSet {
        guard let range = range(around: revision) else { return self }
        var left = self
        left.ranges.removeAll { $0 == range }
        if range.lowerBound < revision { left.insert(range.lowerBound...revision - 1) }
        if revision < range.upperBound { left.insert(revision + 1...range.upperBound) }
        return left
    }

    /// How many of them are in `bounds`.
    public func count(in bounds: ClosedRange<Int64>) -> Int64 {
        ranges.reduce(0) { sum, range in
            guard range.overlaps(bounds) else { return sum }
            let part = range.clamped(to: bounds)
            return sum + part.upperBound - part.lowerBound + 1
        }
    }

    /// The place of the first range that ends at `revision` or behind it.
    private func index(ofFirstEndingAt revision: Int64) -> Int {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < revision { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
