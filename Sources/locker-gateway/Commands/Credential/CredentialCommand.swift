import ArgumentParser

/// What is done with what signs devices and apps in.
struct CredentialCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "credential",
        abstract: "Add, list and revoke the tokens and app passwords of a person's devices and apps.",
        subcommands: [AddCredentialCommand.self, ListCredentialsCommand.self, RevokeCredentialCommand.self],
        aliases: ["token"])
}
