import ArgumentParser

struct AdminCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "admin", abstract: "Operate the store (operators only).",
        subcommands: [
            AccountCommand.self, CatalogCommand.self, GrantCommand.self, StatsCommand.self,
            CompactCommand.self, ExpireCommand.self, VerifyCommand.self, BackupCommand.self, RebuildCommand.self,
        ])
}
