import FoundationEssentials
import LockerAPI
import LockerBase

extension Locker_V1_ExpectedEntry {
    /// That the library still has what it is remembered to have. Nil where that is a file whose blob is not known.
    init?(_ remembered: RememberedItem) {
        self.init()
        path = Data(remembered.item.path.bytes)
        switch remembered.item.content {
        case .file:
            guard let blob = remembered.blob else { return nil }
            kind = .file
            self.blob = Data(blob.bytes)
        case .folder: kind = .folder
        case .link(let target):
            kind = .symlink
            self.target = Data(target)
        }
    }
}

extension SortedTable where Row == RememberedItem {
    /// What the library had, when a sync began, in the places of those of `items` that are remembered. Where it has another
    /// by now, another device has sent that meanwhile, and it is not for this one to replace.
    func expected(of items: some Sequence<TreeItem>) throws(LockerError) -> [Locker_V1_ExpectedEntry] {
        if count == 0 { return [] }
        var expected: [Locker_V1_ExpectedEntry] = []
        for item in items {
            let known = try row(at: item.path.bytes)
            if let entry = known.flatMap(Locker_V1_ExpectedEntry.init) { expected.append(entry) }
        }
        return expected
    }
}
