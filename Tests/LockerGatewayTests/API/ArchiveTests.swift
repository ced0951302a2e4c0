import LockerBase
import LockerGateway
import Testing

/// What goes into an archive.
@Suite struct ArchiveTests {
    @Test func `what two paths name is in an archive once`() throws {
        let paths = try ["b/c", "a", "b", "a/x", "a", "ab", "b/c/d"].map { try EntryPath($0) }
        #expect(Archive.apart(paths) == [try EntryPath("a"), try EntryPath("b"), try EntryPath("ab")])
    }
}
