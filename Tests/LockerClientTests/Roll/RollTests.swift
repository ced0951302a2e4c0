import Glibc
import LockerBase
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

@Suite struct RollTests {
    private func item(_ path: String, _ number: Int) throws -> TreeItem {
        let stamp = FileStamp(
            size: number, modified: Int64(number) << 33, changed: -Int64(number), inode: .max - UInt64(number))
        return TreeItem(path: try EntryPath(path), modified: Int64(number) << 33, content: .file(stamp), mode: 0o640)
    }

    /// Some pages, in path order.
    private func items(_ count: Int = 5000) throws -> [TreeItem] {
        try (0..<count).map { number in
            let path = "folder \(10_000 + number / 100)/\(10_000 + number)"
            let kind = number % 3
            if kind == 0 { return try item(path, number) }
            let target = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: number % 200)
            return TreeItem(
                path: try EntryPath(path), modified: -Int64(number),
                content: kind == 1 ? .link(target: target) : .folder)
        }
    }

    private func roll(_ items: [TreeItem], in store: RollStore) throws -> Roll<TreeItem> {
        var writer = RollWriter<TreeItem>(to: store)
        for item in items { writer.append(item) }
        return try writer.finish()
    }

    /// Holds what is read of `roll` in every way against `items`.
    private func check(_ roll: Roll<TreeItem>, _ items: [TreeItem]) throws {
        #expect(roll.count == items.count)
        #expect(try roll.rows() == items)
        for number in stride(from: 0, to: items.count, by: 7) {
            let key = items[number].path.bytes
            #expect(try roll.row(at: key) == items[number])
            #expect(try roll.index(of: key) == number && roll.key(at: number) == key)
            #expect(try roll.index(of: key + [0]) == nil && roll.firstIndex(notBefore: key + [0]) == number + 1)
            #expect(try roll.contains(startingWith: Array(key.dropLast())) && !roll.contains(startingWith: key + [1]))
            var reader = roll.reader(from: number)
            #expect(try reader.next(upTo: 3) == Array(items[number...].prefix(3)))
        }
        var end = roll.reader(from: items.count)
        #expect(try end.next() == nil)
    }

    @Test func `rows come back from memory and from the disk`() throws {
        let items = try items()
        try withTemporaryDirectory { folder in
            for limit in [0, 100_000, 8 << 20] {
                let path = "\(folder)/\(limit)"
                let store = RollStore(limit: limit) { try? Descriptor.open(path, O_RDWR | O_CREAT | O_EXCL) }
                try check(roll(items, in: store), items)
                #expect((access(path, F_OK) == 0) == (limit < 8 << 20))
            }
        }
    }

    @Test func `a store's file has no name, and is the owner's`() throws {
        try withTemporaryDirectory { folder in
            let made = Monitor<Descriptor?>(nil)
            let store = RollStore(limit: 0) {
                made.withLock { $0 = RollStore.makeFile(in: ["\(folder)/missing", nil, folder]) }
                return made.withLock { $0 }
            }
            try check(roll(items(500), in: store), items(500))
            let status = try #require(try made.withLock { $0 }?.status())
            #expect(status.st_nlink == 0 && status.st_size > 0 && status.st_mode & 0o777 == 0o600)
            #expect(rmdir(folder) == 0 && mkdir(folder, 0o700) == 0)
        }
    }

    @Test func `without a file, and on a full disk, rows stay in memory`() throws {
        let items = try items()
        try check(roll(items, in: RollStore(limit: 0) { nil }), items)
        try check(roll(items, in: RollStore(limit: 100_000) { try? Descriptor.open("/dev/full", O_RDWR) }), items)
    }

    @Test func `a disk that fills up keeps what it has taken`() throws {
        // Room for some of the pages: MFD_ALLOW_SEALING, and F_ADD_SEALS with F_SEAL_GROW (fcntl(2)). Glibc does not
        // export the call to Swift.
        typealias Create = @convention(c) (UnsafePointer<CChar>, UInt32) -> Int32
        let create = unsafeBitCast(try #require(dlsym(nil, "memfd_create")), to: Create.self)
        let file = Descriptor(owning: create("disk", 2))
        try #require(ftruncate(file.number, 200_000) == 0 && fcntl(file.number, 1033, 4) == 0)
        let items = try items()
        for limit in [0, 150_000] {
            try check(roll(items, in: RollStore(limit: limit) { file }), items)
        }
        var bytes = [UInt8](repeating: 0, count: 100)
        #expect(try bytes.withUnsafeMutableBytes { try file.readFully(into: $0, at: 0) } == 100)
        #expect(bytes.contains { $0 != 0 })
    }

    @Test func `a file that lost what was written to it is an error`() throws {
        try withTemporaryDirectory { folder in
            let path = "\(folder)/file"
            let store = RollStore(limit: 0) { try? Descriptor.open(path, O_RDWR | O_CREAT) }
            let roll = try roll(items(), in: store)
            for length in [100_000, 0] {
                #expect(truncate(path, off_t(length)) == 0)
                let error = #expect(throws: LockerError.self) { try roll.rows() }
                #expect(error?.code == .system && error?.message.contains("TMPDIR") == true)
            }
        }
    }

    @Test func `rows that do not come in order are put in order`() throws {
        let items = try items(2000)
        let store = RollStore(limit: 50_000) { RollStore.makeFile(in: ["/tmp"]) }
        try check(roll(items.reversed(), in: store), items)
        let names = try ["a", "a.b", "a/b", "a0", "a/b"].map { try item($0, 1) }
        #expect(try roll(names, in: store).rows().map(\.path.description) == ["a", "a.b", "a/b", "a/b", "a0"])
    }

    @Test func `a row may be longer than a page, and a roll goes on after it was read`() throws {
        let long = TreeItem(
            path: try EntryPath("long"), modified: 0, content: .link(target: [UInt8](repeating: 7, count: 200_000)))
        let store = RollStore(limit: 0) { RollStore.makeFile(in: ["/tmp"]) }
        var writer = RollWriter<TreeItem>(to: store)
        var items: [TreeItem] = []
        for next in try [item("a", 1), long, item("z", 2), item("zz", 3)] {
            writer.append(next)
            items.append(next)
            try check(writer.finish(), items)
        }
    }

    @Test func `an empty roll has nothing`() throws {
        try check(Roll(), [])
        #expect(try Roll<TreeItem>().row(at: [1]) == nil && !Roll<TreeItem>().contains(startingWith: []))
    }
}
