import ArgumentParser
import LockerBase

/// Where in a library a folder goes.
struct UnderOption: ParsableArguments {
    @Option(
        help: ArgumentHelp("Keep to this folder of the library, and touch nothing else.", valueName: "path"),
        completion: Completion.paths, transform: EntryPath.init(argument:))
    var under: EntryPath?
}
