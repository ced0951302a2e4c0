import LockerTestSupport
import MediaIndex
import Testing

/// Whatever happened before, and in whatever order: an index is what it would be if it were told at once.
@Suite struct RandomUpdateTests {
    @Test(arguments: UInt64(1)...12) func anyHistoryLeavesWhatAFreshIndexHas(_ seed: UInt64) throws {
        try withIndex { index in
            var libraries = RandomLibraries(seed: seed)
            // So that each library has its number in both.
            for library in ["A", "B"] { try index.tell([], library: library) }
            for _ in 0..<40 {
                try libraries.change(index)
                try libraries.mark(index.ada)
            }
            try check(index, libraries)
            // Marks are kept, so that the same index, told again, must show the same.
            let before = try IndexState(index.ada)
            try index.rebuild()
            try libraries.tellAll(index)
            try #expect(IndexState(index.ada) == before, "seed \(seed)")
            // And a part of it once more.
            try index.renew(account: "ada", library: "A")
            try libraries.tellAll(index)
            try #expect(IndexState(index.ada) == before, "seed \(seed)")
        }
    }

    /// Holds what is shown against the files themselves.
    private func check(_ index: MediaIndex, _ libraries: RandomLibraries) throws {
        var expected: Set<String> = []
        for (library, files) in libraries.files {
            for (path, file) in files {
                if case .song = file.content { expected.insert("\(library)/\(path)") }
            }
        }
        let songs = try index.ada.allSongs()
        #expect(Set(songs.map { "\($0.library)/\($0.path)" }) == expected)
        #expect(songs.count == expected.count)
        #expect(Set(songs.map(\.id)).count == songs.count)
        let albums = try index.ada.find("").albums
        #expect(Set(albums.map(\.id)) == Set(songs.map(\.albumID)))
        for album in albums {
            let own = songs.filter { $0.albumID == album.id }
            var (duration, plays) = (0, 0)
            var played: Int64?
            for song in own {
                duration += song.facts.duration ?? 0
                plays += song.marks.playCount
                played = max(played ?? 0, song.marks.played ?? 0)
            }
            #expect(album.songCount == own.count)
            #expect(album.duration == duration)
            #expect(album.marks.playCount == plays)
            #expect(album.marks.played ?? 0 == played)
        }
        for song in songs {
            for artist in song.artists + song.albumArtists {
                let found = try #require(try index.ada.artist(artist.id))
                #expect(Folding.fold(found.name) == Folding.fold(artist.name))
            }
            let folder = try #require(try index.ada.directory(song.folderID))
            let isThere = folder.songs.contains { $0.path == song.path }
            #expect(isThere)
        }
    }
}
