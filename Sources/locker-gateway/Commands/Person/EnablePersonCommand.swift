import ArgumentParser
import People

struct EnablePersonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable", abstract: "Let a disabled person sign in again, with all that did before.")

    @Argument(help: "The person's name.")
    var name: String

    @OptionGroup var options: StateOptions

    func run() throws {
        try options.run { people in
            try options.report(try people.persons.setDisabled(false, name), "\(name): enabled")
        }
    }
}
