import ArgumentParser
import People

struct RemovePersonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove a person, with all that signs them in.",
        discussion: """
            Their account and their files stay: 'locker admin account remove' removes those. Who is added later under \
            the same name has them.
            """)

    @Argument(help: "The person's name.")
    var name: String

    @OptionGroup var options: StateOptions

    func run() throws {
        try options.run { people in
            try options.report(try people.persons.remove(name), "\(name): removed; their account and files stay")
        }
    }
}
