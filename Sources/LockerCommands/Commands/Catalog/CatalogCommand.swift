import ArgumentParser

struct CatalogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalog", abstract: "The songs that people need not upload.",
        subcommands: [AddTracksCommand.self, ListTracksCommand.self, RemoveTrackCommand.self])
}
