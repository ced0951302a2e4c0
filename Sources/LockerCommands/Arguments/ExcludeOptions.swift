import ArgumentParser
import LockerSync

/// What of a folder is left out.
struct ExcludeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Leave out what matches, as a line of .lockerignore at the top of the folder would; may be repeated.",
            valueName: "glob"),
        transform: PatternArgument.init(excluding:))
    var exclude: [PatternArgument] = []

    @Option(
        help: ArgumentHelp(
            "Take what matches all the same; of all these options the last that matches counts.",
            valueName: "glob"),
        transform: PatternArgument.init(including:))
    var include: [PatternArgument] = []

    @Flag(help: "Leave out no litter, such as .DS_Store and Thumbs.db, and no caches, because of what they are.")
    var noDefaultExcludes = false

    /// What they say together.
    var rules: IgnoreRules {
        let patterns = (exclude + include).sorted { $0.place < $1.place }
        return IgnoreRules(patterns: patterns.map(\.bytes), usesDefaults: !noDefaultExcludes)
    }
}
