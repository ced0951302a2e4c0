import ArgumentParser
import FoundationEssentials
import LockerAPI
import LockerBase

struct RemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rm", abstract: "Remove entries from a library.",
        discussion: "Earlier revisions keep what they hold.")

    @Argument(help: "The entries.", transform: EntryPath.init(argument:))
    var paths: [EntryPath]

    @Flag(help: "Folders too, with all below them.")
    var recursive = false

    @OptionGroup var library: LibraryOption
    @OptionGroup var global: GlobalOptions

    func run() throws {
        var request = Locker_V1_RemoveRequest()
        request.library = library.library
        request.paths = paths.map { Data($0.bytes) }
        request.recursive = recursive
        let commit = try global.connect().call(LockerMethods.remove, request)
        CommitText.show(commit, of: library.library, json: global.json)
    }
}
