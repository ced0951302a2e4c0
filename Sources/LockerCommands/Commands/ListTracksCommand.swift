import ArgumentParser
import LockerClient

struct ListTracksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the tracks.")

    @Flag(help: "With whole digests and texts.")
    var long = false

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let tracks = try CatalogReader(connection: global.connect()).tracks()
        if global.json {
            Console.print(["tracks": .array(tracks.map(TrackText.json))])
        } else {
            Console.print(TrackText.table(tracks, long: long))
        }
    }
}
