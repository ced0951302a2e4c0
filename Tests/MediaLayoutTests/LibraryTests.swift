import Foundation
import LockerTestSupport
import MediaLayout
import Testing

/// Real files, where `LOCKER_MUSIC` names a library that scripts/music-library/make-library.sh built.
@Suite(.enabled(if: Environment.music != nil)) struct LibraryTests {
    /// Every song of the catalog and the payload that the maker of the library states, by its own reading of formats.
    @Test func theAudioIsWhatTheLibrarySays() throws {
        let library = try #require(Environment.music)
        let data = try Data(contentsOf: URL(fileURLWithPath: library + "/expected.json"))
        let expected = try JSONDecoder().decode(Expectation.self, from: data)
        for song in expected.catalog {
            let audio = try #require(try Audio(library + "/" + song.path), "\(song.path)")
            #expect(audio.digest.hex == song.payload, "\(song.path)")
        }
    }

    /// A few songs of each format, retagged again and again by mutagen, which Debian has as python3-mutagen.
    @Test func retaggingLeavesTheAudioAlone() throws {
        let library = try #require(Environment.music)
        let songs = try some(of: library, 3)
        try withTemporaryDirectory { folder in
            let tagger = Process()
            tagger.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
            tagger.arguments = [LibraryTests.script, "1", "8", folder] + songs
            tagger.standardOutput = FileHandle.nullDevice
            try tagger.run()
            tagger.waitUntilExit()
            try #require(tagger.terminationStatus == 0, "retag.py failed; is python3-mutagen installed?")
            for (number, song) in songs.enumerated() {
                let audio = try #require(try Audio(song), "\(song)")
                let suffix = URL(fileURLWithPath: song).pathExtension.lowercased()
                for step in 1...8 {
                    #expect(try Audio("\(folder)/\(number)-\(step).\(suffix)") == audio, "\(song), edit \(step)")
                }
            }
        }
    }

    private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/retag.py"

    /// The first `count` songs of the catalog in each format.
    private func some(of library: String, _ count: Int) throws -> [String] {
        let data = try Data(contentsOf: URL(fileURLWithPath: library + "/expected.json"))
        let paths = try JSONDecoder().decode(Expectation.self, from: data).catalog.map { library + "/" + $0.path }
        let formats = Dictionary(grouping: paths) { URL(fileURLWithPath: $0).pathExtension.lowercased() }
        return formats.values.flatMap { $0.sorted().prefix(count) }.sorted()
    }

    private struct Expectation: Decodable {
        let catalog: [Song]
    }

    private struct Song: Decodable {
        let path: String
        let payload: String

        private enum CodingKeys: String, CodingKey {
            case path
            case payload = "payload_sha256"
        }
    }
}
