import ArgumentParser

struct LibraryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "library", abstract: "The libraries of the account.",
        subcommands: [
            ListLibrariesCommand.self, RenameLibraryCommand.self, KeepLibraryCommand.self, DeleteLibraryCommand.self,
        ])
}
