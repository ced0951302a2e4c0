import ArgumentParser

struct AccountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Accounts.",
        subcommands: [
            AddAccountCommand.self, ListAccountsCommand.self, SetQuotaCommand.self, RenameAccountCommand.self,
            RebindAccountCommand.self, DisableAccountCommand.self, EnableAccountCommand.self, RemoveAccountCommand.self,
        ])
}
