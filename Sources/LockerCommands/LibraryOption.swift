import ArgumentParser

/// Which library a command is about.
struct LibraryOption: ParsableArguments {
    @Option(help: ArgumentHelp("The library.", valueName: "name"))
    var library = "main"
}
