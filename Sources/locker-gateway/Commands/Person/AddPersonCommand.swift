import ArgumentParser
import LockerBase
import People

struct AddPersonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a person, with a password for the page and 'locker login'.",
        discussion: """
            Players and programs get credentials of their own, at the page or by 'locker-gateway credential add'; \
            the password serves none of them. 'locker-gateway invite' lets a person choose a password themselves.
            """)

    @Argument(help: "What the person is called, and their account.")
    var name: String

    @OptionGroup var password: PasswordOptions
    @OptionGroup var options: StateOptions

    func run() throws {
        try options.run { people in
            if try people.persons.person(named: name) != nil {
                throw LockerError(.alreadyExists, "'\(name.printable)': there is a person of this name")
            }
            let event = try people.persons.add(name, password: try password.read(for: name))
            try options.report(event, "\(name): added")
        }
    }
}
