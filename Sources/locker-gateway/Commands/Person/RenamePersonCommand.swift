import ArgumentParser
import People

struct RenamePersonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename", abstract: "Give a person another name.",
        discussion: """
            What signs them in stays, with the new name. Their account is another thing: \
            'locker admin account rename' does the same with it.
            """)

    @Argument(help: "The person's name.")
    var name: String

    @Argument(help: "The new name.")
    var newName: String

    @OptionGroup var options: StateOptions

    func run() throws {
        try options.run { people in
            let event = try people.persons.rename(name, to: newName)
            try options.report(event, "\(name): is called \(newName) now; rename the account as well")
        }
    }
}
