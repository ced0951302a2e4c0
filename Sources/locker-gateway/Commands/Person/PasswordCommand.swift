import ArgumentParser
import People

struct PasswordCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "password", abstract: "Give a person another password.",
        discussion: "Browsers are signed out; tokens and app passwords stay as they are.")

    @Argument(help: "The person's name.")
    var name: String

    @OptionGroup var password: PasswordOptions
    @OptionGroup var options: StateOptions

    func run() throws {
        try options.run { people in
            let event = try people.persons.setPassword(try password.read(for: name), of: name)
            try options.report(event, "\(name): the password is changed")
        }
    }
}
