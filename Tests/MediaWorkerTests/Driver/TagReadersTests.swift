import Glibc
import LockerBase
import MediaFacts
import MediaTestSupport
import MediaWorker
import Testing

/// Workers as processes.
@Suite struct TagReadersTests {
    private func song(_ title: String) -> [UInt8] { Songs.mp3(ID3v2Fixture().text("TIT2", title)) }

    private func titles(_ readings: [SongReading]) -> [String?] {
        readings.map { reading in
            guard case .facts(let facts) = reading else { return nil }
            return facts.title
        }
    }

    @Test func `songs are read in their order, and one that is none is told`() async throws {
        let readers = try TagReaders(workerCommand, workers: 2)
        defer { readers.close() }
        let songs = [song("One"), zeros(1000), Songs.flac(["TITLE=Two"], pictures: [Pictures.jpeg()])]
        let readings = try await readers.read(songs.map { SongBytes($0) }, for: "alice") { _, _ in nil }
        #expect(titles(readings) == ["One", nil, "Two"] && readings[1] == .unknown)
        // A worker says all that is said in this process.
        #expect(readings[2] == facts(of: songs[2]).map { SongReading.facts($0) })
        let none = try await readers.read([], for: "alice") { _, _ in nil }
        #expect(none == [])
    }

    @Test func `what a worker needs is got for it`() async throws {
        let readers = try TagReaders(workerCommand, workers: 1)
        defer { readers.close() }
        let songs = [Songs.flac(["TITLE=Rain"], pictures: [Pictures.jpeg(300_000)]), song("Two")]
        let heads = songs.map { ends(of: $0) }
        let readings = try await readers.read(heads, for: "alice") { place, range in Array(songs[place][range]) }
        #expect(titles(readings) == ["Rain", "Two"])
        guard case .facts(let facts) = readings[0] else { return }
        #expect(facts.pictures.map(\.byteCount) == [300_000])
    }

    @Test func `a picture is got by its digest`() async throws {
        let readers = try TagReaders(workerCommand, workers: 1)
        defer { readers.close() }
        let (cover, other) = (Pictures.jpeg(2_000_000), Pictures.png())
        let song = Songs.flac(["TITLE=Rain"], pictures: [other, cover])
        let digest = try #require(facts(of: song)?.pictures.last?.digest)
        let picture = try await readers.picture(digest, of: ends(of: song), for: "alice") { Array(song[$0]) }
        #expect(picture?.bytes == cover && picture?.mediaType == "image/jpeg")
        for wrong in [String(repeating: "a", count: 32), "short"] {
            let none = try await readers.picture(wrong, of: ends(of: song), for: "alice") { Array(song[$0]) }
            #expect(none == nil)
        }
    }

    @Test func `bytes that cannot be had cost their song alone`() async throws {
        let readers = try TagReaders(workerCommand, workers: 1)
        defer { readers.close() }
        let songs = [song("One"), Songs.flac([], pictures: [Pictures.jpeg(300_000)]), song("Two")]
        let readings = try await readers.read(songs.map { ends(of: $0) }, for: "alice") { _, _ in nil }
        #expect(titles(readings) == ["One", nil, "Two"] && readings[1] == .lost)
    }

    @Test func `what getting bytes throws ends the reading, and the next one goes on`() async throws {
        let readers = try TagReaders(workerCommand, workers: 1)
        defer { readers.close() }
        let long = ends(of: Songs.flac([], pictures: [Pictures.jpeg(300_000)]))
        let refusing: TagReaders.More = { (_, _) async throws(LockerError) -> [UInt8]? in
            throw LockerError(.unavailable, "not now")
        }
        let error = await #expect(throws: LockerError.self) {
            try await readers.read([long], for: "alice", more: refusing)
        }
        #expect(error?.code == .unavailable)
        let readings = try await readers.read([SongBytes(song("Two"))], for: "alice") { _, _ in nil }
        #expect(titles(readings) == ["Two"])
    }

    @Test func `many songs outlive the workers that read them`() async throws {
        let readers = try TagReaders(workerCommand, workers: 1)
        defer { readers.close() }
        let songs = (0..<2500).map { SongBytes(song("\($0)")) }
        let readings = try await readers.read(songs, for: "alice") { _, _ in nil }
        #expect(titles(readings) == (0..<2500).map { "\($0)" })
    }
}
