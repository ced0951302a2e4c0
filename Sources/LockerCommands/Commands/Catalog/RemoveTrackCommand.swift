import ArgumentParser
import FoundationEssentials
import LockerAPI
import LockerClient
import LockerSync

struct RemoveTrackCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Take a track out of the catalog.",
        discussion: "Nobody's file matches it any more. Libraries that hold it keep it.")

    @Argument(help: "The track: its digest, or 8 or more digits from its start.", transform: TrackName.init(argument:))
    var track: TrackName

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let connection = try global.connectAsOperator()
        let track = try CatalogReader(connection: connection).track(track)
        var request = Locker_V1_RemoveTrackRequest()
        request.track = Data(track.bytes)
        _ = try connection.call(AdminMethods.removeTrack, request)
        global.report(["track": .string(track.hex)], "track \(track) removed")
    }
}
