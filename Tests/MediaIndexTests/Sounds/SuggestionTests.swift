import LockerBase
import MediaIndex
import SoundMatching
import Testing

/// Which of people's songs the catalog has in another encoding.
@Suite struct SuggestionTests {
    @Test func whatSoundsTheSameAndLastsAsLongIsSuggested() throws {
        try withIndex { index in
            try index.tell([timed("a", 100_000), timed("b", 100_500), timed("c", 100_000)])
            try index.sounds.add([sound("one", 1, 102_000), sound("long", 2, 102_600), sound("else", 3, 100_000)])
            try listen(["a": 1, "b": 2, "c": 9], in: index)
            let found = try index.sounds.suggestions(for: [digest("a"), digest("b"), digest("c")])
            #expect(found.count == 1)
            #expect(found[digest("a")] == Suggestion(song: sound("one", 1, 102_000), similarity: 1))
        }
    }

    @Test func nobodyListensToWhatNothingInTheCatalogLastsAsLongAs() throws {
        try withIndex { index in
            try index.tell([timed("a", 100_000), timed("b", 200_000), timed("c", 100_000), timed("d", 0)])
            try index.sounds.add([sound("one", 1, 101_000), sound("c", 1, 100_000)])
            let found = try index.sounds.unheard(behind: 0, limit: 10, at: 0)
            // The catalog has the very audio of `c`.
            #expect(found.songs.map(\.key) == [digest("a")])
            #expect(found.songs.first?.account == "ada")
            try index.sounds.note(nil, of: try #require(found.songs.first))
            try #expect(index.sounds.unheard(behind: 0, limit: 10, at: 0).songs.isEmpty)
            try #expect(index.sounds.unheard(behind: found.next ?? 0, limit: 10, at: 0).next == nil)
            try #expect(!index.sounds.compare())
        }
    }

    @Test func whatFailsByItselfIsTriedThreeTimesAndLater() throws {
        try withIndex { index in
            try index.tell([timed("a", 100_000)])
            try index.sounds.add([sound("one", 1, 101_000)])
            for (tries, isOver) in [(1, false), (2, false), (3, true)] {
                let now = Int64(tries * 1_000_000)
                let song = try #require(index.sounds.unheard(behind: 0, limit: 10, at: now).songs.first)
                try #expect(index.sounds.noteFailure(of: song, isOwn: true, at: now) == isOver)
                try #expect(index.sounds.unheard(behind: 0, limit: 10, at: now + 3599).songs.isEmpty)
                try #expect(index.sounds.waitingCount(behind: 0) == (isOver ? 0 : 1))
            }
            try #expect(index.sounds.unheard(behind: 0, limit: 10, at: 1_000_000_000).songs.isEmpty)
        }
    }

    @Test func whatFailsByChanceIsTriedLaterAndLaterAndGivenUpInTheEnd() throws {
        try withIndex { index in
            try index.tell([timed("a", 100_000)])
            try index.sounds.add([sound("one", 1, 101_000)])
            let week: Int64 = 7 * 86_400
            for tries in 1...20 {
                let now = Int64(tries) * week
                let song = try #require(index.sounds.unheard(behind: 0, limit: 10, at: now).songs.first, "\(tries)")
                try #expect(index.sounds.noteFailure(of: song, isOwn: false, at: now) == (tries == 20))
                try #expect(index.sounds.unheard(behind: 0, limit: 10, at: now + 1).songs.isEmpty)
                // A clock that was wrong keeps nobody waiting.
                if tries == 5 { try #expect(index.sounds.unheard(behind: 0, limit: 10, at: 0).songs.count == 1) }
            }
            try #expect(index.sounds.unheard(behind: 0, limit: 10, at: 100 * week).songs.isEmpty)
        }
    }

    @Test func whatIsHeardInTheEndIsTriedNoMore() throws {
        try withIndex { index in
            try index.tell([timed("a", 100_000), timed("b", 100_000)])
            try index.sounds.add([sound("one", 1, 101_000)])
            try #expect(index.sounds.waitingCount(behind: 0) == 2)
            let song = try #require(index.sounds.unheard(behind: 0, limit: 10, at: 0).songs.first)
            try #expect(!index.sounds.noteFailure(of: song, isOwn: true, at: 0))
            try #expect(index.sounds.waitingCount(behind: 0) == 2)
            try index.sounds.note(noise(1), of: song)
            try #expect(index.sounds.waitingCount(behind: 0) == 1)
            try #expect(index.sounds.waitingCount(behind: 1_000_000) == 0)
        }
    }

    @Test func whatComesLaterIsHeldAgainstWhatIsKnownAndTheBetterOneStays() throws {
        try withIndex { index in
            try index.tell([timed("a", 100_000)])
            try index.sounds.add([sound("first", 1, 100_000, bitrate: 192_000)])
            try listen(["a": 1], in: index)
            try index.sounds.add([sound("worse", 1, 100_000, bitrate: 96_000), sound("other", 5, 100_000)])
            try compareAll(index)
            try #expect(index.sounds.suggestions(for: [digest("a")])[digest("a")]?.song.track == digest("first"))
            try index.sounds.add([sound("better", 1, 100_000, bitrate: 800_000)])
            try compareAll(index)
            try #expect(index.sounds.suggestions(for: [digest("a")])[digest("a")]?.song.track == digest("better"))
            try index.sounds.removeCatalog([digest("better")])
            try #expect(index.sounds.suggestions(for: [digest("a")]).isEmpty)
            try compareAll(index)
            try #expect(index.sounds.suggestions(for: [digest("a")])[digest("a")]?.song.track == digest("first"))
            try #expect(index.sounds.catalogTracks() == [digest("first"), digest("worse"), digest("other")])
        }
    }

    @Test func whatWasHeardStaysWithAnotherRuleAndGoesWithItsSong() throws {
        try withIndex { index in
            try index.tell([timed("a", 100_000)])
            try index.sounds.add([sound("one", 1, 100_000)])
            try listen(["a": 1], in: index)
            try index.rebuild()
            try #expect(index.sounds.suggestions(for: [digest("a")]).count == 1)
            try index.tell([timed("a", 100_000)])
            try index.sounds.forgetUnowned()
            try #expect(index.sounds.suggestions(for: [digest("a")]).count == 1)
            try index.tell([], removed: ["a"], revision: 2)
            try index.sounds.forgetUnowned()
            try #expect(index.sounds.suggestions(for: [digest("a")]).isEmpty)
        }
    }

    @Test func whatIsTakenIsOnesOwnAndGivenBack() throws {
        try withIndex { index in
            try index.tell([timed("a", 100_000), timed("b", 100_000)])
            try index.tell([timed("a", 100_000)], account: "bob")
            let taken = TakenSong(track: digest("one"), blob: digest("file"), size: 7, format: "flac", name: [65])
            let id = ItemID.song(digest("a"))
            let key = try #require(try index.takes.key(ofSong: id, in: "Music", of: "ada"))
            #expect(key == digest("a"))
            try #expect(index.takes.key(ofSong: ItemID.song(digest("z")), in: "Music", of: "ada") == nil)
            try #expect(index.takes.key(ofSong: id, in: "Other", of: "ada") == nil)
            try #expect(index.takes.key(ofSong: ItemID.song(digest("b")), in: "Music", of: "bob") == nil)
            try index.takes.take(taken, inPlaceOf: key, of: "ada", at: 5)
            try index.takes.take(taken, inPlaceOf: digest("b"), of: "ada", at: 6)
            try #expect(index.takes.song(inPlaceOf: key, of: "ada") == taken)
            try #expect(index.takes.song(inPlaceOf: key, of: "bob") == nil)
            try #expect(index.takes.all(of: "ada") == [digest("a"): digest("one"), digest("b"): digest("one")])
            // The other song is still heard as that.
            try #expect(index.takes.giveBack(key, of: "ada") == nil)
            try #expect(index.takes.giveBack(digest("b"), of: "ada") == digest("file"))
            try #expect(index.takes.giveBack(digest("b"), of: "ada") == nil)
            try #expect(index.takes.all(of: "ada").isEmpty)
        }
    }

    private func timed(_ path: String, _ duration: Int) throws -> LibraryUpdate.File {
        try song(path) { $0.duration = duration == 0 ? nil : duration }
    }

    private func sound(_ name: String, _ seed: UInt64, _ duration: Int, bitrate: Int? = nil) -> CatalogSound {
        CatalogSound(
            track: digest(name), duration: duration, fingerprint: noise(seed), blob: digest(name + " file"), size: 9,
            format: "flac", bitrate: bitrate, title: name, artist: "Lee", album: nil,
            path: EntryPath(known: Array(name.utf8)))
    }

    /// Listens to all that is to be listened to, and compares it.
    private func listen(_ sounds: [String: UInt64], in index: MediaIndex) throws {
        for song in try index.sounds.unheard(behind: 0, limit: 100, at: 0).songs {
            let seed = sounds.first { digest($0.key) == song.key }?.value
            try index.sounds.note(seed.map { noise($0) }, of: song)
        }
        try compareAll(index)
    }

    private func compareAll(_ index: MediaIndex) throws {
        while try index.sounds.compare() {}
    }
}

/// Numbers at random, the same ones for the same seed.
private func noise(_ seed: UInt64) -> Fingerprint {
    var state = seed &* 0x9E37_79B9_7F4A_7C15
    return Fingerprint(
        words: (0..<300).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt32(truncatingIfNeeded: state >> 32)
        })
}
