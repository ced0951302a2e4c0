import Glibc
import LockerBase
import LockerSync
import LockerTestSupport
import Testing

/// The bytes of a state file as every version writes them, put together here by hand: fields in the order of their
/// numbers (Protos/state.proto), and behind the items what is known last, the revision again among it; items in that of
/// their paths.
@Suite struct StateFormatTests {
    private let subject = SyncState.Subject(
        store: Array(0..<16), account: "kim", library: "main", directory: Array("/music".utf8))
    private let blob = SHA256.digest(of: [1])

    private func varint(_ value: UInt64) -> [UInt8] {
        value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7F) | 0x80] + varint(value >> 7)
    }

    private func field(_ number: UInt64, _ bytes: [UInt8]) -> [UInt8] {
        varint(number << 3 | 2) + varint(UInt64(bytes.count)) + bytes
    }

    private func field(_ number: UInt64, _ value: UInt64) -> [UInt8] {
        varint(number << 3) + varint(value)
    }

    private func zigzag(_ value: Int64) -> UInt64 {
        UInt64(bitPattern: (value << 1) ^ (value >> 63))
    }

    private var file: [UInt8] {
        field(1, Array("a/file".utf8)) + field(2, zigzag(-5))
            + field(3, field(1, 7) + field(2, zigzag(9)) + field(3, .max) + field(4, blob.bytes)) + field(6, 0o640)
    }
    private var link: [UInt8] { field(1, Array("b".utf8)) + field(2, zigzag(2)) + field(4, Array("../x".utf8)) }
    private var folder: [UInt8] { field(1, Array("c".utf8)) + field(2, zigzag(3)) + field(5, []) + field(6, 0o755) }

    private var head: [UInt8] {
        field(1, subject.store) + field(2, Array("kim".utf8)) + field(3, Array("main".utf8))
            + field(4, subject.directory) + field(5, 12)
    }
    /// The revision is told once more where it is known for good.
    private var moment: [UInt8] { field(5, 12) + field(6, zigzag(34)) }
    private var tail: [UInt8] { moment + field(8, Array("disk".utf8)) + field(9, 1) }

    private func stateFile(_ message: [UInt8], version: Int = 1) -> [UInt8] {
        Array("LKSYNC\(version)\n".utf8) + SHA256.digest(of: message).bytes + message
    }

    private func items() throws -> [RememberedItem] {
        let stamp = FileStamp(size: 7, modified: -5, changed: 9, inode: .max)
        return try [
            RememberedItem(
                item: TreeItem(path: EntryPath("a/file"), modified: -5, content: .file(stamp), mode: 0o640),
                blob: blob),
            RememberedItem(
                item: TreeItem(path: EntryPath("b"), modified: 2, content: .link(target: Array("../x".utf8))),
                blob: nil),
            RememberedItem(
                item: TreeItem(path: EntryPath("c"), modified: 3, content: .folder, mode: 0o755), blob: nil),
        ]
    }

    private func sample(_ items: [RememberedItem]) throws -> SyncState {
        var state = SyncState(subject: subject, revision: 12, revisionCreated: 34, items: try SortedTable(items))
        state.mounts = [try EntryPath("disk")]
        state.isRootMounted = true
        return state
    }

    @Test func `a state is written as its format says, in one part or several`() throws {
        try withTemporaryDirectory { path in
            let state = SyncStateFile(of: subject, in: path)
            let all = try items()
            let expected = stateFile(
                head + field(7, self.file) + field(7, link) + field(7, folder) + tail)
            try state.save(sample(all))
            try #expect(contents(of: state.path) == expected)
            try state.save(sample([all[1]]), with: [SortedTable([all[2]]), SortedTable(), SortedTable([all[0]])])
            try #expect(contents(of: state.path) == expected)
            try #expect(state.load()?.isSame(as: sample(all)) == true)
        }
    }

    @Test func `that the revision has nothing besides the items is told`() throws {
        try withTemporaryDirectory { path in
            let file = SyncStateFile(of: subject, in: path)
            var state = try sample(items())
            state.isWhole = true
            try file.save(state)
            let message = head + field(7, self.file) + field(7, link) + field(7, folder) + tail + field(12, 1)
            try #expect(contents(of: file.path) == stateFile(message))
            #expect(file.load()?.isWhole == true)
            state.isWhole = false
            try file.save(state)
            #expect(file.load()?.isWhole == false)
        }
    }

    /// To who knows nothing of other names, the things that have them would be gone, and others there.
    @Test func `a state with other names here is none to versions that do not know of them`() throws {
        try withTemporaryDirectory { path in
            let file = SyncStateFile(of: subject, in: path)
            var state = try sample(items())
            state.placed.add(Array("B".utf8), as: Array("B (2)".utf8))
            state.placed.add(Array("a/FILE".utf8), as: Array("FILE (2)".utf8))
            try file.save(state)
            let names =
                field(15, field(1, Array("B".utf8)) + field(2, Array("B (2)".utf8)))
                + field(15, field(1, Array("a/FILE".utf8)) + field(2, Array("FILE (2)".utf8)))
            let message = head + field(7, self.file) + field(7, link) + field(7, folder) + tail + names
            try #expect(contents(of: file.path) == stateFile(message, version: 2))
            #expect(file.load()?.placed == state.placed)
            state.placed.remove(Array("B".utf8))
            state.placed.remove(Array("a/FILE".utf8))
            try file.save(state)
            try #expect(contents(of: file.path).starts(with: Array("LKSYNC1\n".utf8)))
            #expect(file.load()?.placed.isEmpty == true)
        }
    }

    @Test func `names that are none, or of two things, make no state`() throws {
        try withTemporaryDirectory { path in
            let file = SyncStateFile(of: subject, in: path)
            let (one, two) = (field(1, Array("B".utf8)), field(1, Array("C".utf8)))
            let flawed = [
                field(15, one + field(2, Array("x/y".utf8))), field(15, one + field(2, Array("..".utf8))),
                field(15, one), field(15, field(2, Array("x".utf8))),
                field(15, one + field(2, [0x78])) + field(15, two + field(2, [0x78])),
            ]
            for names in flawed {
                try makeFile(file.path, stateFile(head + names + tail, version: 2))
                #expect(file.load() == nil)
            }
        }
    }

    /// A file that may change without another stamp has one that no file has.
    @Test func `a file that is not settled is remembered by a stamp that none has`() throws {
        try withTemporaryDirectory { path in
            let file = SyncStateFile(of: subject, in: path)
            let young = try items()[0].item.remembered(isSettled: false)
            try file.save(sample([RememberedItem(item: young, blob: blob)]))
            let loaded = try #require(try file.load()?.items.rows().first)
            #expect(loaded.item.stamp?.isUnsettled == true && loaded.blob == blob)
            try #expect(loaded.item.modified == -5 && !loaded.item.isSame(as: items()[0].item))
            try #expect(items()[0].item.remembered(isSettled: true) == items()[0].item)
        }
    }

    @Test func `fields in another order, unknown ones, and items out of order are read`() throws {
        try withTemporaryDirectory { path in
            let state = SyncStateFile(of: subject, in: path)
            let strange =
                field(99, [1, 2, 3]) + field(98, 7) + varint(97 << 3 | 5) + [1, 2, 3, 4]
                + varint(96 << 3 | 1) + [1, 2, 3, 4, 5, 6, 7, 8]
            for message in [
                tail + field(7, folder) + field(7, link) + strange + field(7, self.file) + head,
                strange + field(7, link + strange) + head + field(7, self.file) + tail + field(7, folder),
            ] {
                try makeFile(state.path, stateFile(message))
                try #expect(state.load()?.isSame(as: sample(items())) == true)
            }
        }
    }

    @Test func `what is no message is nothing to be trusted, though its digest is right`() throws {
        try withTemporaryDirectory { path in
            let state = SyncStateFile(of: subject, in: path)
            let flawed: [[UInt8]] = [
                head + [0x3A], head + [0x3A, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], head + field(7, self.file).dropLast(),
                head + field(7, field(1, Array("../up".utf8)) + field(5, [])), head + field(7, Array(link.dropFirst())),
                head + field(7, field(1, Array("x".utf8))), head + [UInt8](repeating: 0xFF, count: 11),
                head + varint(12 << 3 | 3), head + field(8, Array("/absolute".utf8)),
                head + field(7, field(1, Array("x".utf8)) + field(3, field(4, [1, 2, 3]))),
            ]
            for message in flawed {
                try makeFile(state.path, stateFile(message))
                #expect(state.load() == nil, "\(message)")
            }
            try makeFile(state.path, stateFile(head))
            #expect(state.load()?.items.count == 0)
        }
    }

    @Test func `the folder of the library that a tree goes below has a state of its own`() throws {
        try withTemporaryDirectory { path in
            let below = SyncState.Subject(
                store: subject.store, account: "kim", library: "main", directory: subject.directory,
                under: try EntryPath("p/q"))
            let file = SyncStateFile(of: below, in: path)
            #expect(file.path != SyncStateFile(of: subject, in: path).path)
            var state = SyncState(
                subject: below, revision: 12, revisionCreated: 34, items: try SortedTable([items()[1]]))
            state.isSource = true
            try file.save(state)
            let message = head + field(10, Array("p/q".utf8)) + field(7, link) + moment + field(11, 1)
            try #expect(contents(of: file.path) == stateFile(message))
            try #expect(file.load()?.isSame(as: state) == true)
            for under in ["../up", "p"] {
                try makeFile(file.path, stateFile(head + field(10, Array(under.utf8))))
                #expect(file.load() == nil, "\(under)")
            }
        }
    }

    @Test func `a state of many items is read from its file and written to another as it is`() throws {
        try withTemporaryDirectory { path in
            let state = SyncStateFile(of: subject, in: path)
            let many = try (10_000..<40_000).map { number in
                RememberedItem(
                    item: TreeItem(
                        path: try EntryPath("folder/\(number)"), modified: Int64(number),
                        content: .file(FileStamp(size: number, modified: Int64(number), changed: 5, inode: 6))),
                    blob: blob)
            }
            try state.save(sample(many))
            let bytes = try contents(of: state.path)
            let store = PageStore(limit: 0) { PageStore.makeFile(in: [path]) }
            let loaded = try #require(state.load(to: store))
            try #expect(loaded.items.rows() == many)
            try state.save(loaded)
            try #expect(contents(of: state.path) == bytes)
        }
    }
}
