import ArgumentParser

/// What is done with invitations.
struct InviteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite",
        abstract: "Invite somebody to choose a password and become a person.",
        subcommands: [MakeInviteCommand.self, ListInvitesCommand.self, WithdrawInviteCommand.self],
        defaultSubcommand: MakeInviteCommand.self)
}
