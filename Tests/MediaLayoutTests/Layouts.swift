import LockerBase
import MediaLayout

/// A file as the parts it was made of, with the role that each must have.
struct Expected {
    let head: [UInt8]
    let payload: [UInt8]
    let tail: [UInt8]

    init(head: [UInt8] = [], payload: [UInt8], tail: [UInt8] = []) {
        (self.head, self.payload, self.tail) = (head, payload, tail)
    }

    var bytes: [UInt8] { head + payload + tail }

    /// The runs of a file with these parts.
    var runs: [Layout.Run] {
        var runs: [Layout.Run] = []
        var end = 0
        for (role, part) in [(Layout.Role.head, head), (.payload, payload), (.tail, tail)] where !part.isEmpty {
            runs.append(.init(role, end..<end + part.count))
            end += part.count
        }
        return runs
    }
}

extension Layout {
    init(of bytes: [UInt8]) throws {
        try self.init(of: MemorySource(bytes))
    }

    /// Whether the runs lie next to each other, are longer than nothing and cover `size` bytes.
    func covers(_ size: Int) -> Bool {
        var end = 0
        for run in runs {
            guard run.range.lowerBound == end, !run.range.isEmpty else { return false }
            end = run.range.upperBound
        }
        return end == size
    }
}
