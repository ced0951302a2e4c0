import Glibc
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

@Suite struct FolderReaderTests {
    /// Two threads of a restore that moved one position each read a part of the names, and took a folder of the disk
    /// for one of another name that was not there yet.
    @Test func `a folder is read from its start, and its position stays for who else reads it`() throws {
        try withTemporaryDirectory { path in
            let names = (0..<2000).map { "song \($0)" }
            for name in names { try makeFile("\(path)/\(name)", []) }
            let folder = Descriptor(owning: open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
            for _ in 0..<2 {
                let found = try readFolder(folder).map { String(decoding: $0.name, as: UTF8.self) }
                #expect(found.sorted() == names.sorted())
                #expect(lseek(folder.number, 0, SEEK_CUR) == 0)
            }
        }
    }
}
