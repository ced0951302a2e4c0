import LockerBase
import MediaIndex
import Testing

@Suite struct PlaylistTests {
    private func songs(of id: String, _ index: MediaIndex) throws -> [String] {
        try #require(try index.ada.playlist(id)).1.map(\.title)
    }

    @Test func playlistsHaveTheirSongsInTheirOrder() throws {
        try withIndex { index in
            try index.tell((0..<5).map { try song("\($0).mp3") })
            let ids = try index.ada.allSongs().map(\.id)
            let list = try index.ada.makePlaylist("B", songs: [ids[2], ids[0], "so-none", ids[2]], at: 5)
            _ = try index.ada.makePlaylist("A", songs: [], at: 6)
            #expect(list.hasPrefix("pl-") && list.count == 29)
            try #expect(songs(of: list, index) == ["2", "0", "2"])
            try #expect(index.ada.playlists().map(\.name) == ["A", "B"])
            let told = try #require(try index.ada.playlist(list)?.0)
            #expect(told.songCount == 3)
            #expect(told.duration == 3000)
            #expect(told.created == 5 && told.changed == 5)
        }
    }

    @Test func placesAreTakenOutAndOthersAppended() throws {
        try withIndex { index in
            try index.tell((0..<5).map { try song("\($0).mp3") })
            let ids = try index.ada.allSongs().map(\.id)
            let list = try index.ada.makePlaylist("x", songs: ids, at: 5)
            func change(_ removed: [Int], _ added: [String], replacing: Bool = false) throws {
                let isThere = try index.ada.changePlaylist(
                    list, name: nil, comment: nil, removed: removed, added: added, replacing: replacing, at: 6)
                #expect(isThere)
            }
            try change([4, 1, 99, -1], [ids[1]])
            try #expect(songs(of: list, index) == ["0", "2", "3", "1"])
            try change([0], [ids[4], ids[0]], replacing: true)
            try #expect(songs(of: list, index) == ["4", "0"])
            try #expect(
                index.ada.changePlaylist(
                    list, name: "New", comment: "Words", removed: [], added: [], replacing: false, at: 9))
            let told = try #require(try index.ada.playlist(list)?.0)
            #expect(told.name == "New" && told.comment == "Words" && told.changed == 9)
            try #expect(songs(of: list, index) == ["4", "0"])
        }
    }

    @Test func aSongThatIsGoneForAWhileKeepsItsPlace() throws {
        try withIndex { index in
            try index.tell((0..<4).map { try song("\($0).mp3") })
            let ids = try index.ada.allSongs().map(\.id)
            let list = try index.ada.makePlaylist("x", songs: ids, at: 5)
            try index.tell([], removed: ["1.mp3"])
            try #expect(songs(of: list, index) == ["0", "2", "3"])
            // The second one that is shown.
            try #expect(
                index.ada.changePlaylist(
                    list, name: nil, comment: nil, removed: [1], added: [], replacing: false, at: 6))
            try index.tell([song("elsewhere/1.mp3", sound: "1.mp3")])
            try #expect(songs(of: list, index) == ["0", "1", "3"])
        }
    }

    @Test func aPlaylistThatIsNotThereIsNotChanged() throws {
        try withIndex { index in
            let list = try index.ada.makePlaylist("x", songs: [], at: 5)
            try #expect(index.ada.removePlaylist(list))
            try #expect(index.ada.removePlaylist(list) == false)
            try #expect(
                index.ada.changePlaylist(
                    list, name: "y", comment: nil, removed: [], added: [], replacing: true, at: 6) == false)
            let isThere = try index.ada.playlist(list) != nil
            #expect(!isThere)
        }
    }
}
