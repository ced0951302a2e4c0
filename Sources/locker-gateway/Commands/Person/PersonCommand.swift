import ArgumentParser

/// What is done with persons.
struct PersonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person",
        abstract: "Add, change, list and remove who may sign in.",
        discussion: """
            A person is called as their account of lockerd is. A running gateway does within a second as these commands \
            say.
            """,
        subcommands: [
            AddPersonCommand.self, PasswordCommand.self, DisablePersonCommand.self, EnablePersonCommand.self,
            RenamePersonCommand.self, RemovePersonCommand.self, ListPersonsCommand.self,
        ])
}
