import Glibc
import LockerBase
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

@Suite struct SortedTableTests {
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

    private func table(_ items: [TreeItem], in store: PageStore) throws -> SortedTable<TreeItem> {
        var writer = TableWriter<TreeItem>(to: store)
        for item in items { writer.append(item) }
        return try writer.finish()
    }

    /// Holds what is read of `table` in every way against `items`.
    private func check(_ table: SortedTable<TreeItem>, _ items: [TreeItem]) throws {
        #expect(table.count == items.count)
        #expect(try table.rows() == items)
        for number in stride(from: 0, to: items.count, by: 7) {
            let key = items[number].path.bytes
            #expect(try table.row(at: key) == items[number])
            #expect(try table.index(of: key) == number && table.key(at: number) == key)
            #expect(try table.index(of: key + [0]) == nil && table.firstIndex(notBefore: key + [0]) == number + 1)
            #expect(try table.contains(startingWith: Array(key.dropLast())) && !table.contains(startingWith: key + [1]))
            var reader = table.reader(from: number)
            #expect(try reader.next(upTo: 3) == Array(items[number...].prefix(3)))
        }
        var end = table.reader(from: items.count)
        #expect(try end.next() == nil)
    }

    @Test func `rows come back from memory and from the disk`() throws {
        let items = try items()
        try withTemporaryDirectory { folder in
            for limit in [0, 100_000, 8 << 20] {
                let path = "\(folder)/\(limit)"
                let store = PageStore(limit: limit) { try? Descriptor.open(path, O_RDWR | O_CREAT | O_EXCL) }
                try check(table(items, in: store), items)
                #expect((access(path, F_OK) == 0) == (limit < 8 << 20))
            }
        }
    }

    @Test func `a store's file has no name, and is the owner's`() throws {
        try withTemporaryDirectory { folder in
            let made = Monitor<Descriptor?>(nil)
            let store = PageStore(limit: 0) {
                made.withLock { $0 = PageStore.makeFile(in: ["\(folder)/missing", nil, folder]) }
                return made.withLock { $0 }
            }
            try check(table(items(500), in: store), items(500))
            let status = try #require(try made.withLock { $0 }?.status())
            #expect(status.st_nlink == 0 && status.st_size > 0 && status.st_mode & 0o777 == 0o600)
            #expect(rmdir(folder) == 0 && mkdir(folder, 0o700) == 0)
        }
    }

    @Test func `without a file, and on a full disk, rows stay in memory`() throws {
        let items = try items()
        try check(table(items, in: PageStore(limit: 0) { nil }), items)
        try check(table(items, in: PageStore(limit: 100_000) { try? Descriptor.open("/dev/full", O_RDWR) }), items)
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
            try check(table(items, in: PageStore(limit: limit) { file }), items)
        }
        var bytes = [UInt8](repeating: 0, count: 100)
        #expect(try bytes.withUnsafeMutableBytes { try file.readFully(into: $0, at: 0) } == 100)
        #expect(bytes.contains { $0 != 0 })
    }

    @Test func `a file that lost what was written to it is an error`() throws {
        try withTemporaryDirectory { folder in
            let path = "\(folder)/file"
            let store = PageStore(limit: 0) { try? Descriptor.open(path, O_RDWR | O_CREAT) }
            let table = try table(items(), in: store)
            for length in [100_000, 0, 1 << 24] {  // at last zeros
                #expect(truncate(path, off_t(length)) == 0)
                let error = #expect(throws: LockerError.self) { try table.rows() }
                #expect(error?.code == .system && error?.message.contains("TMPDIR") == true)
            }
        }
    }

    @Test func `rows that do not come in order are put in order`() throws {
        let items = try items(2000)
        let store = PageStore(limit: 50_000) { PageStore.makeFile(in: ["/tmp"]) }
        try check(table(items.reversed(), in: store), items)
        let names = try ["a", "a.b", "a/b", "a0", "a/b"].map { try item($0, 1) }
        #expect(try table(names, in: store).rows().map(\.path.description) == ["a", "a.b", "a/b", "a/b", "a0"])
    }

    @Test func `a row may be longer than a page, and a table goes on after it was read`() throws {
        let long = TreeItem(
            path: try EntryPath("long"), modified: 0, content: .link(target: [UInt8](repeating: 7, count: 200_000)))
        let store = PageStore(limit: 0) { PageStore.makeFile(in: ["/tmp"]) }
        var writer = TableWriter<TreeItem>(to: store)
        var items: [TreeItem] = []
        for next in try [item("a", 1), long, item("z", 2), item("zz", 3)] {
            writer.append(next)
            items.append(next)
            try check(writer.finish(), items)
        }
    }

    @Test func `an empty table has nothing`() throws {
        try check(SortedTable(), [])
        #expect(try SortedTable<TreeItem>().row(at: [1]) == nil && !SortedTable<TreeItem>().contains(startingWith: []))
    }
}
