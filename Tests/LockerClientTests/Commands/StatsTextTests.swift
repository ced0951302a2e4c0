import LockerAPI
import LockerCommands
import Testing

@Suite struct StatsTextTests {
    private static let stats = Locker_V1_StatsResponse.with {
        $0.packs = 3
        $0.logicalBytes = 6000
        $0.chunks = 4
        $0.chunkBytes = 3000
        $0.storedBytes = 2000
        $0.data.packs = 2
        $0.data.bytes = 4096
        $0.data.liveBytes = 1500
        $0.metadata.packs = 1
        $0.fillLevels = (0..<10).map { number in .with { $0.packs = number == 9 ? 2 : 0 } }
        $0.reclaimableBytes = 2048
        $0.packsUnverified = 1
    }

    @Test func ratiosAreOfWhatIsNeededAndOfWhatIsStored() {
        let text = StatsText.json(StatsTextTests.stats).text
        for part in [
            "\"dedup_ratio\":4.0", "\"compression_ratio\":1.5", "\"reclaimable_bytes\":2048", "\"packs\":3",
            "\"data\":{\"bytes\":4096,\"live_bytes\":1500,\"packs\":2}", "\"oldest_verified\":null",
            "{\"bytes\":0,\"from_percent\":90,\"packs\":2,\"to_percent\":100}",
        ] {
            #expect(text.contains(part))
        }
    }

    @Test func anEmptyStoreHasNoRatios() {
        let text = StatsText.json(Locker_V1_StatsResponse()).text
        #expect(text.contains("\"dedup_ratio\":null") && text.contains("\"compression_ratio\":null"))
        #expect(StatsText.text(Locker_V1_StatsResponse()).contains("dedup ratio -"))
    }

    @Test func peopleReadATable() {
        let lines = StatsText.text(StatsTextTests.stats).split(separator: "\n").map(String.init)
        #expect(lines.contains("data packs                2  4.0 KiB  1.5 KiB"))
        #expect(lines.contains("90 to 100 %                  2   0 B"))
        #expect(lines.contains { $0.hasPrefix("2.0 KiB would be given back") })
        #expect(lines.contains("1 pack never verified"))
    }
}
