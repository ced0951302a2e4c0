import ArgumentParser
import People

struct DisablePersonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "Let nothing sign a person in, until they are enabled again.",
        discussion: "What runs for them ends within a second. Their files and what signs them in stay.")

    @Argument(help: "The person's name.")
    var name: String

    @OptionGroup var options: StateOptions

    func run() throws {
        try options.run { people in
            try options.report(try people.persons.setDisabled(true, name), "\(name): disabled")
        }
    }
}
