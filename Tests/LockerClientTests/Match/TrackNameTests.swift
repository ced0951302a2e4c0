import FoundationEssentials
import LockerAPI
import LockerBase
import LockerClient
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

@Suite struct TrackNameTests {
    private static let tracks = [
        String(repeating: "0", count: 64), "0000000000" + String(repeating: "1", count: 54),
        "12345678" + String(repeating: "a", count: 56), "12345678" + String(repeating: "b", count: 56),
        "1234568" + String(repeating: "0", count: 57), String(repeating: "f", count: 64),
    ]

    /// What `name` means in a catalog of the tracks above, and how often that was asked of it.
    private func track(_ name: String) throws -> (track: String, requests: Int) {
        let requests = Monitor(0)
        var daemon = FakeDaemon()
        daemon.on(AdminMethods.listTracks) { _, request in
            requests.withLock { $0 += 1 }
            #expect(request.after.isEmpty || request.after.count == Digest.byteCount)
            let after = Digest(request.after)?.hex ?? ""
            let tracks = TrackNameTests.tracks.filter { $0 > after || after.isEmpty }
            return .with { response in
                response.tracks = tracks.prefix(Int(request.limit)).compactMap(Digest.init(hex:)).map { digest in
                    .with { $0.track = Data(digest.bytes) }
                }
                response.more = tracks.count > request.limit
            }
        }
        let name = try #require(TrackName(name))
        let track = try daemon.serve { socket, _ in
            try CatalogReader(connection: LockerConnection(socket: socket)).track(name)
        }
        return (track.hex, requests.withLock { $0 })
    }

    @Test(arguments: [("12345678a", 2), ("12345678BBB", 3), ("12345680", 4), ("ffffffffff", 5), ("00000000001", 1)])
    func `the first digits of one track name it`(digits: String, index: Int) throws {
        #expect(try track(digits) == (TrackNameTests.tracks[index], 1))
    }

    @Test func `the very first track can be named by its first digits`() throws {
        #expect(try track("00000000000") == (TrackNameTests.tracks[0], 1))
    }

    @Test func `all digits name a track without a look at the catalog`() throws {
        let absent = String(repeating: "e", count: 64)
        #expect(try track(absent) == (absent, 0))
    }

    @Test func `what begins two tracks or none names none`() throws {
        var error = #expect(throws: LockerError.self) { try track("12345678") }
        #expect(error?.code == .invalidArgument && error?.message.contains("12345678: more than one") == true)
        error = #expect(throws: LockerError.self) { try track("12345679") }
        #expect(error?.code == .notFound && error?.message.contains("12345679: no track") == true)
    }

    @Test func `a name is 8 to 64 hexadecimal digits`() {
        #expect(TrackName("1234567") == nil && TrackName("1234567g") == nil && TrackName("") == nil)
        #expect(TrackName(String(repeating: "0", count: 65)) == nil)
        #expect(TrackName("ABCDEF01") == TrackName("abcdef01") && TrackName("abcdef01") != TrackName("abcdef010"))
    }
}
