import LockerBase

/// The attributes of files of one content that go, in path order, each to be taken once.
struct GoneAttributes {
    /// Nil once they are taken.
    private var left: [EntryAttributes?] = []
    /// By the names of the files, which of them.
    private var named: [[UInt8]: ArraySlice<Int>] = [:]
    private var next = 0

    /// Adds those of a file with this name, behind the others.
    mutating func add(_ attributes: EntryAttributes, of name: [UInt8]) {
        named[name, default: []].append(left.count)
        left.append(attributes)
    }

    /// The first that are left of a file with this name.
    mutating func take(named name: [UInt8]) -> EntryAttributes? {
        guard let place = named[name]?.popFirst() else { return nil }
        defer { left[place] = nil }
        return left[place]
    }

    /// The first that are left. No others are taken by name afterwards.
    mutating func takeNext() -> EntryAttributes? {
        while next < left.count {
            defer { next += 1 }
            if let attributes = left[next] { return attributes }
        }
        return nil
    }
}
