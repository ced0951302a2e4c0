import Glibc
import LockerBase
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

/// Things on a disk that lists them under other names than they were given: a folder of one that does not, with what another
/// folder lists in its place.
@Suite struct ListedNamesTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    /// - Parameter listed: by the names of folders, what each lists.
    private func found(
        of paths: [String], listed: [String: [String]], in names: PlacedNames = PlacedNames()
    ) throws -> PlacedNames {
        try withTemporaryDirectory { folder in
            let (there, shown) = ("\(folder)/there", "\(folder)/shown")
            for path in [there, shown] { try #require(mkdir(path, 0o755) == 0) }
            var lists: [UInt64: Descriptor] = [:]
            for (number, (path, names)) in listed.sorted(by: { $0.key < $1.key }).enumerated() {
                let place = path.isEmpty ? there : "\(there)/\(path)"
                if !path.isEmpty { try #require(mkdir(place, 0o755) == 0) }
                try #require(mkdir("\(shown)/\(number)", 0o755) == 0)
                for name in names { try makeFile("\(shown)/\(number)/\(name)", []) }
                let opened = try Descriptor.open(place, O_RDONLY | O_DIRECTORY).status()
                lists[UInt64(opened.st_ino)] = try Descriptor.open("\(shown)/\(number)", O_RDONLY | O_DIRECTORY)
            }
            for path in paths where listed[path] == nil { try makeFile("\(there)/\(path)", [1]) }
            let (root, all) = (try Descriptor.open(there, O_RDONLY | O_DIRECTORY), lists)
            let looked = ListedNames(in: root) { (folder) throws(SystemError) in
                try readFolder(all[UInt64(folder.status().st_ino)] ?? folder)
            }
            for path in paths { try looked.look(at: EntryPath(path)) }
            return looked.added(to: names)
        }
    }

    @Test func `what is listed in small letters is called so here, and what is listed as it is is not`() throws {
        let names = try found(
            of: ["ALBUM/1.MP3", "ALBUM/two.mp3", "Song.mp3"],
            listed: ["": ["album", "song.mp3"], "ALBUM": ["1.mp3", "two.mp3"]])
        #expect(names.all.map { $0.path } == [bytes("ALBUM"), bytes("ALBUM/1.MP3"), bytes("Song.mp3")])
        #expect(names.all.map { $0.name } == [bytes("album"), bytes("1.mp3"), bytes("song.mp3")])
    }

    @Test func `letters that are listed composed otherwise are found`() throws {
        let names = try found(of: ["\u{E9}"], listed: ["": ["e\u{301}"]])
        #expect(names.name(of: bytes("\u{E9}")) == bytes("e\u{301}"))
    }

    /// A disk that tells case apart, and lists letters composed otherwise.
    @Test func `what is listed in two ways is not taken for the other one`() throws {
        let names = try found(of: ["\u{E9}"], listed: ["": ["E\u{301}", "e\u{301}"]])
        #expect(names.isEmpty)
    }

    @Test func `what is listed under quite another name is known by what it is`() throws {
        try withTemporaryDirectory { folder in
            try makeFile("\(folder)/name.", [1])
            try #require(link("\(folder)/name.", "\(folder)/name") == 0)
            let shown = "\(folder)/shown"
            try #require(mkdir(shown, 0o755) == 0)
            try makeFile("\(shown)/name", [])
            let list = try Descriptor.open(shown, O_RDONLY | O_DIRECTORY)
            let looked = ListedNames(in: try Descriptor.open(folder, O_RDONLY | O_DIRECTORY)) {
                (_) throws(SystemError) in
                try readFolder(list)
            }
            try looked.look(at: EntryPath("name."))
            #expect(looked.added(to: PlacedNames()).name(of: bytes("name.")) == bytes("name"))
        }
    }

    @Test func `what is called otherwise already is called as it is listed`() throws {
        var names = PlacedNames()
        names.add(bytes("X"), as: bytes("song (2)"))
        let added = try found(of: ["SONG (2)"], listed: ["": ["song (2)"]], in: names)
        // It stands for something else: nobody put that there a moment ago.
        #expect(added == names)
    }

    @Test func `what is not there, or not listed at all, is left as it is`() throws {
        try #expect(found(of: ["Song.mp3"], listed: ["": ["other"]]).isEmpty)
    }
}
