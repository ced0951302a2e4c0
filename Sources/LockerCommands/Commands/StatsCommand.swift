import ArgumentParser
import LockerAPI

struct StatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "Show what the store holds, logically and on disk.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let stats = try global.connect().call(AdminMethods.stats, .init())
        Console.print(global.json ? StatsCommand.json(stats).text : StatsCommand.text(stats))
    }

    private static func json(_ stats: Locker_V1_StatsResponse) -> JSONValue {
        [
            "packs": .unsigned(stats.packs), "pack_bytes": .unsigned(stats.packBytes),
            "live_bytes": .unsigned(stats.liveBytes), "chunks": .unsigned(stats.chunks),
            "chunk_bytes": .unsigned(stats.chunkBytes), "stored_bytes": .unsigned(stats.storedBytes),
            "blobs": .unsigned(stats.blobs), "logical_bytes": .unsigned(stats.logicalBytes),
            "accounts": .unsigned(stats.accounts), "catalog_tracks": .unsigned(stats.catalogTracks),
            "quarantined": .unsigned(stats.quarantined),
        ]
    }

    private static func text(_ stats: Locker_V1_StatsResponse) -> String {
        var table = Table(["WHAT", "COUNT", "SIZE"], right: [1, 2])
        table.add(["accounts", "\(stats.accounts)", HumanText.size(stats.logicalBytes)])
        table.add(["blobs", "\(stats.blobs)", ""])
        table.add(["chunks, as they came", "\(stats.chunks)", HumanText.size(stats.chunkBytes)])
        table.add(["chunks, as stored", "\(stats.chunks)", HumanText.size(stats.storedBytes)])
        table.add(["packs", "\(stats.packs)", HumanText.size(stats.packBytes)])
        table.add(["packs, live", "", HumanText.size(stats.liveBytes)])
        table.add(["catalog tracks", "\(stats.catalogTracks)", ""])
        table.add(["quarantined records", "\(stats.quarantined)", ""])
        return table.text
    }
}
