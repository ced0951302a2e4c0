import LockerBase
import LockerCore
import LockerTestSupport
import Matching
import MediaLayout
import MediaTestSupport
import Metadata
import Recipes
import Testing

/// A song goes from the catalog into a library with its tags alone sent; and nobody gets one without having it.
@Suite struct MatchTests {
    private let audio = Samples.mp3(2000)
    private var song: [UInt8] { Tags.id3v2(500) + audio }
    private var retagged: [UInt8] { Tags.id3v2(9000) + audio + Tags.id3v1 }

    @Test func aRetaggedSongOfTheCatalogIsAssembled() throws {
        try TestLocker.with { test in
            try test.addToCatalog(["song.mp3": song])
            let alice = try test.caller("alice")
            let cut = try test.cut(retagged)
            let before = try test.locker.census.statistics().packs.kinds[.chunk].rawBytes
            #expect(try test.claim(cut, retagged, for: alice))
            let session = try test.session(alice)
            let missing = try test.assemble(cut, "mine.mp3", in: session)
            #expect(missing == [0, cut.recipe.chunks.count - 1])
            try test.send(missing, of: cut, retagged, in: session)
            #expect(try test.assemble(cut, "mine.mp3", in: session) == [])
            #expect(try test.locker.sessions.commit(session).added == 1)
            #expect(try test.restored("mine.mp3", of: alice) == retagged)
            let after = try test.locker.census.statistics().packs.kinds[.chunk].rawBytes
            #expect(after - before == retagged.count - audio.count)
            #expect(try test.match([cut], of: alice).map(\.isOwned) == [true])
        }
    }

    @Test func anOggSongIsAssembledWithTheSkeletonOfTheCatalog() throws {
        let bytes = OggFixture.vorbis(comment: 90_000, packets: 900).bytes
        try TestLocker.with { test in
            try test.addToCatalog(["song.ogg": OggFixture.vorbis(packets: 900).bytes])
            let alice = try test.caller("alice")
            let cut = try test.cut(bytes)
            #expect(try test.claim(cut, bytes, for: alice))
            let session = try test.session(alice)
            let missing = try test.assemble(cut, "mine.ogg", in: session)
            #expect(missing.allSatisfy { $0 < cut.recipe.segments[0].chunkCount } && !missing.isEmpty)
            try test.send(missing, of: cut, bytes, in: session)
            #expect(try test.assemble(cut, "mine.ogg", in: session) == [])
            _ = try test.locker.sessions.commit(session)
            #expect(try test.restored("mine.ogg", of: alice) == bytes)
        }
    }

    @Test func onlyTheCatalogAndOnesOwnAreTold() throws {
        try TestLocker.with { test in
            let (alice, bob) = (try test.caller("alice"), try test.caller("bob"))
            try test.put(["private.mp3": song], for: alice)
            let cut = try test.cut(retagged)
            #expect(try test.match([cut], of: alice).map(\.isOwned) == [true])
            let answer = try test.match([cut], of: bob)[0]
            #expect(!answer.isOwned && !answer.isInCatalog && answer.challenge == nil)
        }
    }

    /// All digests, the recipe, and the song in the catalog and in somebody's library: worth nothing without the bytes.
    @Test func whoKnowsTheDigestsAloneGetsNothing() throws {
        try TestLocker.with { test in
            try test.addToCatalog(["song.mp3": song])
            try test.put(["song.mp3": song], for: try test.caller("alice"))
            let mallory = try test.caller("mallory")
            let cut = try test.cut(song)
            let session = try test.session(mallory)
            #expect(try test.assemble(cut, "x", in: session) == Array(cut.recipe.chunks.indices))
            let entry = Entry(path: try EntryPath("x"), kind: .file, size: 1, blob: cut.recipe.blob, modified: 0)
            #expect {
                try test.locker.stager.stage([entry], removals: [], in: session)
            } throws: { has(.permissionDenied)($0) }
            // Nor does a chunk that was sent open the door to those beside it.
            try test.send([0], of: cut, song, in: session)
            #expect(try test.assemble(cut, "x", in: session) == Array(cut.recipe.chunks.indices.dropFirst()))
            #expect(session.stagedCount == 0)
        }
    }

    @Test func whoHasHalfOfTheBytesGetsNothing() throws {
        try TestLocker.with { test in
            try test.addToCatalog(["song.mp3": song])
            let mallory = try test.caller("mallory")
            let cut = try test.cut(song)
            let half = song[..<(song.count / 2)] + zeros(song.count - song.count / 2)
            #expect(try !test.claim(cut, Array(half), for: mallory))
            let all = try test.assemble(cut, "x", in: try test.session(mallory))
            #expect(all == Array(cut.recipe.chunks.indices))
        }
    }

    @Test func aNonceIsOfOneAccountConnectionTrackAndAnswer() throws {
        try TestLocker.with { test in
            try test.addToCatalog(["song.mp3": song, "other.mp3": Samples.mp3(1500, seed: 8)])
            let (alice, bob) = (try test.caller("alice"), try test.caller("bob"))
            let (cut, other) = (try test.cut(song), try test.cut(Samples.mp3(1500, seed: 8)))
            func proof(_ challenge: Challenge?, of cut: FileCut, by name: String) throws -> TrackProof {
                try test.proof(try #require(challenge), of: cut, song, by: name)
            }
            let challenge = try test.match([cut], of: alice)[0].challenge
            let good = try proof(challenge, of: cut, by: "alice")
            #expect(try test.locker.matcher.prove([good], of: bob, on: 1) == [false])
            #expect(try test.locker.matcher.prove([good], of: alice, on: 2) == [false])
            let elsewhere = TrackProof(track: try #require(other.recipe.track), nonce: good.nonce, code: good.code)
            #expect(try test.locker.matcher.prove([elsewhere], of: alice, on: 1) == [false])
            #expect(try test.locker.matcher.prove([good, good], of: alice, on: 1) == [true, false])

            // Asked again, it is the same; on another connection it is another.
            let second = try test.match([cut], of: bob)[0].challenge
            #expect(try test.match([cut], of: bob)[0].challenge == second)
            // Alice's answer to Bob's nonce is not Bob's.
            #expect(try test.locker.matcher.prove([proof(second, of: cut, by: "alice")], of: bob, on: 1) == [false])
            // Nor does a nonce outlive its connection.
            let third = try proof(try test.match([cut], of: bob)[0].challenge, of: cut, by: "bob")
            test.locker.connectionEnded(1)
            #expect(try test.locker.matcher.prove([third], of: bob, on: 1) == [false])
        }
    }

    /// A claim is on the audio of one track as it is, and not on its pieces.
    @Test func claimedAudioIsAllowedAsThatTrackAlone() throws {
        try TestLocker.with { test in
            try test.addToCatalog(["song.mp3": song])
            let alice = try test.caller("alice")
            let cut = try test.cut(song)
            #expect(try test.claim(cut, song, for: alice))
            let audio = cut.recipe.chunks(of: .payload)
            try #require(audio.count > 3)
            func segment(_ role: Segment.Role, _ chunks: [ChunkReference]) -> Segment {
                Segment(role: role, length: chunks.reduce(0) { $0 + $1.length }, chunkCount: chunks.count)
            }
            // In another order, with the last left where it is: it may be shorter than any before it.
            let reordered = Array(audio.dropLast().reversed()) + Array(audio.suffix(1))
            let half = Array(audio.prefix(audio.count / 2))
            let others = [
                Recipe(segments: [segment(.opaque, audio)], chunks: audio),
                Recipe(segments: [segment(.head, audio)], chunks: audio),
                Recipe(segments: [segment(.payload, reordered)], chunks: reordered),
                Recipe(segments: [segment(.payload, half)], chunks: half),
                Recipe(segments: [segment(.payload, half + half)], chunks: half + half),
                Recipe(
                    segments: [segment(.payload, half), segment(.tail, Array(audio.dropFirst(half.count)))],
                    chunks: audio),
            ]
            let session = try test.session(alice)
            for (number, other) in others.enumerated() {
                let file = RecipeFile(path: try EntryPath("x"), modified: 0, recipe: other.encoded())
                guard case .missing(let places) = try test.locker.assembler.assemble([file], in: session)[0] else {
                    Issue.record("recipe \(number) was staged")
                    continue
                }
                #expect(places == Array(other.chunks.indices), "recipe \(number)")
            }
            // Nor do they get any of it beside the track itself, in one call.
            let own = Recipe(segments: [segment(.payload, audio)], chunks: audio)
            let files = try ([own] + others).enumerated().map { number, recipe in
                RecipeFile(path: try EntryPath("\(number)"), modified: 0, recipe: recipe.encoded())
            }
            let answers = try test.locker.assembler.assemble(files, in: session)
            for (answer, recipe) in zip(answers.dropFirst(), others) {
                guard case .missing(let places) = answer else {
                    Issue.record("staged")
                    continue
                }
                #expect(places == Array(recipe.chunks.indices))
            }
            #expect(session.stagedCount == 1)
        }
    }

    @Test func wrongProofsEndTheChallenges() throws {
        try TestLocker.with { test in
            try test.addToCatalog(["song.mp3": song])
            let (mallory, alice) = (try test.caller("mallory"), try test.caller("alice"))
            let cut = try test.cut(song)
            for _ in 0..<3 {
                #expect(try test.match([cut], of: mallory)[0].isInCatalog)
                #expect(try !test.claim(cut, zeros(song.count), for: mallory))
            }
            let answer = try test.match([cut], of: mallory)[0]
            #expect(!answer.isInCatalog && answer.challenge == nil)
            #expect(try test.match([cut], of: alice)[0].isInCatalog)
        }
    }

    @Test func aWithdrawnSongMatchesNobodyAndStaysWhereItIs() throws {
        try TestLocker.with { test in
            try test.addToCatalog(["song.mp3": song])
            let (alice, bob) = (try test.caller("alice"), try test.caller("bob"))
            let cut = try test.cut(song)
            let track = try #require(cut.recipe.track)
            _ = try test.locker.grants.grant([track], toAccountNamed: "alice", library: "main")
            #expect(try test.claim(cut, song, for: bob))
            try test.locker.catalog.remove(track)
            #expect(try test.restored("song.mp3", of: alice) == song)
            #expect(try !test.match([cut], of: bob)[0].isInCatalog)
            #expect(try !test.assemble(cut, "x", in: try test.session(bob)).isEmpty)
            #expect { try test.locker.catalog.remove(track) } throws: { has(.notFound)($0) }
        }
    }

    @Test func ownChunksAreNotSentAgain() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let old = random(600_000, seed: 3)
            try test.put(["notes": old, "song.mp3": song], for: alice)
            let session = try test.session(alice)
            // The same audio under other tags, and a file that has grown at its end.
            let cut = try test.cut(retagged)
            #expect(try test.assemble(cut, "copy.mp3", in: session) == [0, cut.recipe.chunks.count - 1])
            let grown = try test.cut(old + [1, 2, 3])
            #expect(try test.assemble(grown, "notes", in: session) == [grown.recipe.chunks.count - 1])
            #expect(try test.assemble(try test.cut(old), "elsewhere", in: session) == [])
        }
    }

    @Test func aRecipeThatMakesNoFileIsRefused() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let session = try test.session(alice)
            #expect {
                try test.locker.assembler.assemble(
                    [.init(path: try EntryPath("x"), modified: 0, recipe: [1, 2, 3])], in: session)
            } throws: { has(.invalidArgument)($0) }
            // An Ogg file whose length is not that of its pages.
            let ogg = OggFixture.vorbis(packets: 300).bytes
            let cut = try test.cut(ogg)
            try test.send(Array(cut.recipe.chunks.indices), of: cut, ogg, in: session)
            var bytes = cut.recipe.encoded()
            bytes[8] ^= 1
            #expect {
                try test.locker.assembler.assemble(
                    [.init(path: try EntryPath("x"), modified: 0, recipe: bytes)], in: session)
            } throws: { has(.invalidArgument)($0) }
            #expect(session.stagedCount == 0)
        }
    }
}
