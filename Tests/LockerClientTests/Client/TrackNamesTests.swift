import Foundation
import LockerAPI
import LockerClient
import LockerCommands
import POSIXSupport
import Testing

/// What the catalog calls the songs of a listing.
@Suite struct TrackNamesTests {
    private static func track(_ number: Int) -> Data {
        var bytes = Data(repeating: 1, count: 32)
        bytes[0] = UInt8(number >> 8)
        bytes[1] = UInt8(number & 0xFF)
        return bytes
    }

    /// Asks of `entries` a daemon that knows every other track. Returns what it told, and how many each call asked for.
    private func ask(
        _ entries: [Locker_V1_Entry], features: [String]
    ) throws -> (names: [Data: Locker_V1_TrackName], asked: [Int]) {
        let asked = Monitor<[Int]>([])
        var daemon = FakeDaemon()
        daemon.on(LockerMethods.capabilities) { _, _ in .with { $0.features = features } }
        daemon.on(LockerMethods.describeTracks) { _, request in
            asked.withLock { $0.append(request.tracks.count) }
            var response = Locker_V1_DescribeTracksResponse()
            for track in request.tracks {
                var name = Locker_V1_TrackName()
                if track[1] & 1 == 0 { name.title = "song \(track[0]) \(track[1])" }
                response.tracks.append(name)
            }
            return response
        }
        let names = try daemon.serve { socket, _ in
            let connection = try LockerConnection(socket: socket)
            defer { connection.close() }
            return try TrackNames(connection: connection).names(of: entries)
        }
        return (names, asked.withLock { $0 })
    }

    private func entries(_ tracks: [Data]) -> [Locker_V1_Entry] {
        tracks.map { track in
            var entry = Locker_V1_Entry()
            entry.track = track
            return entry
        }
    }

    @Test func `each track is asked for once, a thousand at a time`() throws {
        let tracks = (0..<1500).map { TrackNamesTests.track($0) }
        let (names, asked) = try ask(entries(tracks + tracks + [Data()]), features: ["track-names"])
        #expect(asked == [1000, 500] && names.count == 750)
        #expect(names[TrackNamesTests.track(258)]?.title == "song 1 2" && names[TrackNamesTests.track(259)] == nil)
    }

    @Test func `nothing is asked where there are no songs, or nobody tells`() throws {
        let (none, asked) = try ask(entries([Data()]), features: ["track-names"])
        #expect(none.isEmpty && asked.isEmpty)
        let (untold, unasked) = try ask(entries([TrackNamesTests.track(2)]), features: [])
        #expect(untold.isEmpty && unasked.isEmpty)
    }

    @Test func `a long line ends with artist and title, as far as they are known`() {
        var (entry, name) = (Locker_V1_Entry(), Locker_V1_TrackName())
        (entry.path, entry.kind) = (Data("rain.mp3".utf8), .file)
        name.title = "Rain\u{1B}"
        #expect(EntryText.long(entry, name).hasSuffix("  rain.mp3  [Rain\\x1b]"))
        name.artist = "Lee"
        #expect(EntryText.long(entry, name).hasSuffix("  rain.mp3  [Lee - Rain\\x1b]"))
        #expect(EntryText.long(entry).hasSuffix("  rain.mp3"))
    }
}
