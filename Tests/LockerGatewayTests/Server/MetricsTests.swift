import GatewayTestSupport
import LockerGateway
import MediaTestSupport
import MetricsServer
import Testing

/// What a gateway counts, as it is scraped.
@Suite(.timeLimit(.minutes(5))) struct MetricsTests {
    @Test func `songs that were read, and libraries that were brought up to date, are counted`() async throws {
        let change: (inout GatewayOptions, String) throws -> Void = { options, folder in
            options.metrics = try MetricsAddress("unix:\(folder)/m")
        }
        try await RunningGateway.with(change) { gateway in
            let alice = try await gateway.add("alice")
            let song = ID3v2Fixture().text("TIT2", "Quietus").text("TPE1", "Vander").text("TALB", "Theusz")
            try gateway.daemon.put(["a.mp3": Songs.mp3(song)], for: "alice")
            try await gateway.awaitSongs(1, as: alice)
            let place = gateway.daemon.directory + "/m"
            try await until("what was done is counted") {
                let text = try await blocking { try HTTPLine(place).exchange(Ask(target: "/metrics")).text }
                return text.contains("locker_gateway_songs_total{outcome=\"read\"} 1\n")
                    && text.contains("locker_gateway_songs_total{outcome=\"failed\"} 0\n")
                    && text.contains("locker_gateway_library_updates_total{outcome=\"done\"} ")
                    && !text.contains("locker_gateway_library_updates_total{outcome=\"done\"} 0\n")
            }
        }
    }
}
