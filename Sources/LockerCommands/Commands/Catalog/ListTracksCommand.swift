import ArgumentParser
import LockerClient

struct ListTracksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the tracks.")

    @Flag(name: .shortAndLong, help: "With whole digests and texts.")
    var long = false

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let tracks = try CatalogReader(connection: global.connectAsOperator()).tracks()
        global.print(["tracks": .array(tracks.map(TrackText.json))], TrackText.table(tracks, long: long))
    }
}
