import Glibc
import LockerBase
import LockerSync
import LockerTestSupport
import Testing

@Suite struct SyncStateTests {
    private let subject = SyncState.Subject(
        store: Array(0..<16), account: "kim", library: "main", directory: [0x2F, 0xFF])

    private func sample() throws -> SyncState {
        let items = [
            RememberedItem(
                item: TreeItem(
                    path: try EntryPath([0x61, 0xFF]), modified: -5,
                    content: .file(FileStamp(size: 7, modified: -5, changed: 9, inode: .max))),
                blob: SHA256.digest(of: [1])),
            RememberedItem(
                item: TreeItem(path: try EntryPath("l"), modified: 2, content: .link(target: [0x2E])), blob: nil),
            RememberedItem(item: TreeItem(path: try EntryPath("f"), modified: 3, content: .folder), blob: nil),
        ]
        return SyncState(
            subject: subject, revision: 12, revisionCreated: 34,
            items: try SortedTable(items))
    }

    @Test func `what is saved is what is loaded, and only the owner can read it`() throws {
        try withTemporaryDirectory { folder in
            let file = SyncStateFile(of: subject, in: "\(folder)/state/locker")
            #expect(file.load() == nil)
            try file.save(try sample())
            #expect(try file.load()?.isSame(as: sample()) == true)
            var status = stat()
            #expect(stat(file.path, &status) == 0 && status.st_mode & 0o777 == 0o600)
        }
    }

    @Test func `a pipe in its place is nothing`() throws {
        try withTemporaryDirectory { folder in
            let file = SyncStateFile(of: subject, in: folder)
            try file.save(try sample())
            #expect(unlink(file.path) == 0 && mkfifo(file.path, 0o600) == 0)
            #expect(file.load() == nil)
        }
    }

    @Test func `every flipped byte and every cut is noticed`() throws {
        try withTemporaryDirectory { folder in
            let file = SyncStateFile(of: subject, in: folder)
            try file.save(try sample())
            let bytes = try contents(of: file.path)
            for index in bytes.indices {
                var damaged = bytes
                damaged[index] ^= 0x20
                try makeFile(file.path, damaged)
                #expect(file.load() == nil, "byte \(index)")
                try makeFile(file.path, Array(bytes[..<index]))
                #expect(file.load() == nil, "cut at \(index)")
            }
            try makeFile(file.path, bytes)
            #expect(file.load() != nil)
        }
    }

    @Test func `the state of another subject is not taken for one's own`() throws {
        try withTemporaryDirectory { folder in
            let mine = SyncStateFile(of: subject, in: folder)
            let other = SyncStateFile(
                of: SyncState.Subject(store: subject.store, account: "lee", library: "main", directory: [0x2F, 0xFF]),
                in: folder)
            try mine.save(try sample())
            #expect(mine.path != other.path && other.load() == nil)
            #expect(rename(mine.path, other.path) == 0)
            #expect(other.load() == nil)
        }
    }

    @Test func `a folder that cannot be made gives an error with a remedy`() throws {
        try withTemporaryDirectory { folder in
            try makeFile("\(folder)/file", [])
            let file = SyncStateFile(of: subject, in: "\(folder)/file/below")
            let error = #expect(throws: LockerError.self) { try file.save(try sample()) }
            #expect(error?.message.contains("XDG_STATE_HOME") == true)
        }
    }
}
