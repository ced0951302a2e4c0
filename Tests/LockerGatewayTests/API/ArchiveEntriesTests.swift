import Foundation
import LockerAPI
import LockerBase
import LockerGateway
import Testing

/// What goes into an archive.
@Suite struct ArchiveEntriesTests {
    @Test func `what two paths name is in an archive once`() throws {
        let paths = try ["b/c", "a", "b", "a/x", "a", "ab", "b/c/d"].map { try EntryPath($0) }
        #expect(Archive.apart(paths) == [try EntryPath("a"), try EntryPath("b"), try EntryPath("ab")])
    }

    /// A file, a link, a folder, and what only a newer daemon knows.
    private var entries: [Locker_V1_Entry] {
        let kinds: [(String, Locker_V1_Kind)] = [
            ("a", .file), ("b", .symlink), ("c", .folder), ("d", .UNRECOGNIZED(9)),
        ]
        var entries: [Locker_V1_Entry] = []
        for (path, kind) in kinds {
            var entry = Locker_V1_Entry()
            (entry.path, entry.kind) = (Data(path.utf8), kind)
            if kind == .file { entry.blob = Data(SHA256.digest(of: [1]).bytes) }
            entries.append(entry)
        }
        return entries
    }

    @Test func `an archive that would lack something is refused, with what that is`() throws {
        let archive = try Archive(Array(entries.prefix(3)))
        #expect(archive.blobs.count == 3)
        let error = #expect(throws: LockerError.self) { try Archive(entries) }
        #expect(error?.code == .unimplemented && error?.message.hasPrefix("d: ") == true)
        // Nor is there a file without content.
        var bare = entries[0]
        bare.blob = Data()
        let other = #expect(throws: LockerError.self) { try Archive([bare]) }
        #expect(other?.code == .internal)
    }

    @Test func `a page leaves out what is of no known kind, and goes on behind it`() throws {
        var page = Locker_V1_ListResponse()
        (page.revision, page.entries, page.more) = (7, entries, true)
        let text = String(decoding: try JSONEncoder().encode(EntryPage(page, of: "main")), as: UTF8.self)
        for kind in ["file", "symlink", "folder"] { #expect(text.contains("\"kind\":\"\(kind)\"")) }
        #expect(text.components(separatedBy: "\"kind\"").count == 4)
        #expect(text.contains("\"next\":\"\(Data("d".utf8).base64EncodedString())\""))
    }
}
