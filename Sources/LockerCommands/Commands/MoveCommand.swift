import ArgumentParser
import FoundationEssentials
import LockerAPI
import LockerBase

struct MoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mv", abstract: "Rename an entry or a folder of a library.")

    @Argument(help: "The entry or folder.", transform: EntryPath.init(argument:))
    var from: EntryPath

    @Argument(help: "Its new path.", transform: EntryPath.init(argument:))
    var to: EntryPath

    @OptionGroup var library: LibraryOption
    @OptionGroup var global: GlobalOptions

    func run() throws {
        var request = Locker_V1_MoveRequest()
        request.library = library.library
        request.from = Data(from.bytes)
        request.to = Data(to.bytes)
        let commit = try global.connect().call(LockerMethods.move, request)
        CommitText.show(commit, of: library.library, json: global.json)
    }
}
