import ArgumentParser
import FoundationEssentials
import LockerAPI
import LockerBase
import LockerClient
import LockerSync

struct GrantCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grant", abstract: "Put songs of the catalog into an account's library.",
        discussion: "They come to the paths that they have in the catalog. What the library has stays as it is.")

    @Argument(help: "The account.")
    var account: String

    @Argument(help: "The tracks: digests, or 8 or more digits from their start.", transform: TrackName.init(argument:))
    var tracks: [TrackName]

    @OptionGroup var library: LibraryOption
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let connection = try global.connectAsOperator()
        let catalog = CatalogReader(connection: connection)
        var request = Locker_V1_GrantRequest()
        request.account = account
        request.library = library.library
        for track in tracks { request.tracks.append(Data(try catalog.track(track).bytes)) }
        let grant = try connection.call(AdminMethods.grant, request)
        global.report(CatalogText.json(grant), CatalogText.line(grant))
    }
}
