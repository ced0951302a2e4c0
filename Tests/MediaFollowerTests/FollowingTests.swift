import LockerBase
import MediaFacts
import MediaFollower
import MediaTestSupport
import MediaWorker
import Testing

/// What becomes of libraries becomes of the index.
@Suite struct FollowingTests {
    @Test func `songs and pictures are indexed, and what is neither is not`() async throws {
        try await Followed.run { followed in
            let files: ShelfSource.Files = [
                "A/1.mp3": song("One"), "A/2.flac": Songs.flac(["TITLE=Two"]), "A/cover.jpg": Pictures.jpeg(),
                "A/notes.txt": text("nothing"), "A/._1.mp3": text("shadow"), "film.mp4": Songs.mp4([]),
            ]
            try await followed.settle(followed.source.commit(files))
            let titles = try followed.titles()
            #expect(titles == ["One", "Two"])
            #expect(followed.follower.counts.read == 2)
        }
    }

    @Test func `a change costs no more than what has changed`() async throws {
        try await Followed.run { followed in
            var files: ShelfSource.Files = [:]
            for number in 0..<700 { files["\(number).mp3"] = song("Song \(number)") }
            try await followed.settle(followed.source.commit(files))
            let before = try followed.titles().count
            #expect(before == 700)
            followed.source.forgetAsked()
            files["3.mp3"] = song("Retagged")
            files["4.mp3"] = nil
            files["new/5.mp3"] = files["5.mp3"]
            try await followed.settle(followed.source.commit(files))
            let titles = try followed.titles()
            #expect(titles.count == 700 && titles.contains("Retagged") && !titles.contains("Song 4"))
            #expect(titles.filter { $0 == "Song 5" }.count == 2)
            // The song that moved is known by its content.
            #expect(followed.source.asked("RestoreFiles") == 1 && followed.source.asked("ReadBlob") == 0)
            #expect(followed.source.given == files["3.mp3"]?.count)
        }
    }

    @Test func `long songs are read by their ends`() async throws {
        try await Followed.run { followed in
            let tag = ID3v2Fixture().text("TIT2", "Long").picture(Pictures.jpeg(300_000))
            let files = ["long.mp3": Songs.mp3(tag, frames: 20_000), "short.mp3": song("Short")]
            try await followed.settle(followed.source.commit(files))
            let titles = try followed.titles()
            #expect(titles == ["Long", "Short"])
            #expect(followed.source.given < 800_000)
        }
    }

    @Test func `a revision that has expired has the library told anew`() async throws {
        try await Followed.run { followed in
            try await followed.settle(followed.source.commit(["1.mp3": song("One"), "2.mp3": song("Two")]))
            try await followed.follower.follow([])
            followed.source.commit(["2.mp3": song("Two"), "3.mp3": song("Three")])
            let last = followed.source.commit(["3.mp3": song("Three")])
            followed.source.expire()
            try await followed.follower.follow(["alice"])
            try await followed.settle(last)
            let titles = try followed.titles()
            #expect(titles == ["Three"])
        }
    }

    @Test func `a library that is gone, or has another name`() async throws {
        try await Followed.run { followed in
            let files = ["1.mp3": song("One")]
            try await followed.settle(followed.source.commit(files))
            followed.source.remove("Music")
            try await followed.settle(nil)
            let none = try followed.titles()
            #expect(none == [])
            followed.source.forgetAsked()
            try await followed.settle(followed.source.commit(files, to: "Renamed"), library: "Renamed")
            let titles = try followed.titles()
            // What is known of its content stays.
            #expect(titles == ["One"] && followed.source.given == 0)
        }
    }

    @Test func `everybody has their own, and one content is read once`() async throws {
        try await Followed.run(["alice", "bob"]) { followed in
            try await followed.settle(followed.source.commit(["1.mp3": song("One"), "2.mp3": song("Two")]))
            followed.source.forgetAsked()
            let revision = followed.source.commit(["b.mp3": song("One")], of: "bob")
            try await followed.settle(revision, of: "bob")
            let (hers, his) = (try followed.titles(), try followed.titles(of: "bob"))
            #expect(hers == ["One", "Two"] && his == ["One"])
            #expect(followed.source.given == 0)
        }
    }

    @Test func `whoever is not followed is not looked at`() async throws {
        try await Followed.run(["alice"]) { followed in
            followed.source.commit(["1.mp3": song("One")], of: "bob")
            try await followed.settle(followed.source.commit(["2.mp3": song("Two")]))
            let his = try followed.titles(of: "bob")
            #expect(his == [])
            try await followed.follower.follow(["alice", "bob"])
            try await followed.settle(1, of: "bob")
            let now = try followed.titles(of: "bob")
            #expect(now == ["One"])
        }
    }

    @Test func `songs that say nothing are listed, and not read again`() async throws {
        try await Followed.run { followed in
            try await followed.settle(followed.source.commit(["A/noise.mp3": zeros(5000), "1.mp3": song("One")]))
            let titles = try followed.titles()
            #expect(titles == ["One", "noise"] && followed.follower.counts.unknown == 1)
            followed.source.forgetAsked()
            try await followed.settle(followed.source.commit(["B/noise.mp3": zeros(5000), "1.mp3": song("One")]))
            #expect(followed.source.given == 0)
        }
    }

    @Test func `pictures come out of tags`() async throws {
        try await Followed.run { followed in
            let cover = Pictures.jpeg(200_000)
            let bytes = Songs.flac(["TITLE=Rain"], pictures: [cover])
            try await followed.settle(followed.source.commit(["1.flac": bytes]))
            let blob = ShelfSource.blob(bytes)
            let facts = try followed.index.facts(of: [blob])[blob]
            let digest = try #require(facts?.pictures.first?.digest)
            let pictures = followed.pictures
            let picture = try await pictures.picture(digest, in: blob, size: bytes.count, of: "alice")
            #expect(picture?.bytes == cover)
            // Content of others is not there.
            let none = try await pictures.picture(digest, in: blob, size: bytes.count, of: "bob")
            #expect(none == nil)
        }
    }
}
