import MediaTestSupport
import SoundMatching
import Testing

/// Real encodings of real sound.
@Suite struct EncodingTests {
    private static let encodings = [
        ["-f", "flac"], ["-c:a", "libmp3lame", "-b:a", "128k", "-f", "mp3"],
        ["-c:a", "libmp3lame", "-b:a", "64k", "-f", "mp3"], ["-c:a", "libopus", "-b:a", "96k", "-f", "opus"],
        ["-c:a", "aac", "-b:a", "96k", "-f", "adts"],
    ]

    @Test(arguments: EncodingTests.encodings) func anEncodingIsTheSameRecording(_ arguments: [String]) throws {
        let melody = Melodies.wav(seed: 1)
        let (one, other) = (try heard(melody), try heard(try Encoder.output(of: melody, arguments)))
        #expect(one.similarity(to: other) >= 0.95)
        let index = SoundIndex([try heard(Melodies.wav(seed: 2)), other])
        #expect(index.matches(of: one).map { $0.place } == [1])
    }

    @Test func differentSongsAreNot() throws {
        let songs = try (1...5).map { try heard(Melodies.wav(seed: $0)) }
        for (place, song) in songs.enumerated() {
            for other in songs[(place + 1)...] { #expect(song.similarity(to: other) < 0.8) }
            #expect(SoundIndex(songs).matches(of: song).map { $0.place } == [place])
        }
    }

    @Test func aSecondMoreInFrontChangesLittle() throws {
        let melody = Melodies.wav(seed: 3)
        let later = try Encoder.output(of: melody, ["-af", "adelay=1000", "-f", "wav"])
        #expect(try heard(melody).similarity(to: try heard(later)) >= 0.9)
    }

    @Test func silenceTellsNothing() throws {
        let silence = try Encoder.output(of: Melodies.wav(seed: 4), ["-af", "volume=0", "-f", "wav"])
        #expect(!(try heard(silence).isTelling))
    }

    private func heard(_ bytes: [UInt8]) throws -> Fingerprint {
        try #require(Fingerprint(bytes: try Encoder.fingerprint(of: bytes)))
    }
}
