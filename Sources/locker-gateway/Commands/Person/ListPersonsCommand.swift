import ArgumentParser
import People

struct ListPersonsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List who may sign in.")

    @OptionGroup var options: StateOptions

    private struct Listing: Encodable {
        let persons: [Listed]
    }

    private struct Listed: Encodable {
        let name: String
        let disabled: Bool
        let created: Int64
        let credentials: Int
        /// Left out where nothing was used.
        let lastUsed: Int64?

        enum CodingKeys: String, CodingKey {
            case name
            case disabled
            case created
            case credentials
            case lastUsed = "last_used"
        }

        init(_ person: Person) {
            name = person.name
            disabled = person.isDisabled
            created = Output.seconds(person.created)
            credentials = person.credentials
            lastUsed = person.lastUsed.map { Output.seconds($0) }
        }
    }

    func run() throws {
        try options.run { people in
            let persons = try people.persons.all()
            if options.json { return try Output.print(json: Listing(persons: persons.map { Listed($0) })) }
            let head = ["NAME", "STATE", "ADDED", "CREDENTIALS", "LAST USED"]
            print(Output.table([head] + persons.map { ListPersonsCommand.row($0) }))
        }
    }

    private static func row(_ person: Person) -> [String] {
        [
            person.name, person.isDisabled ? "disabled" : "enabled", Output.time(person.created),
            "\(person.credentials)", Output.time(person.lastUsed),
        ]
    }
}
