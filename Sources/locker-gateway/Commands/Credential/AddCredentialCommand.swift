import ArgumentParser
import People

struct AddCredentialCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Make a token or an app password, and print it: it is shown this once.",
        discussion: """
            A token is for programs that keep it in a file: 'locker' on another computer, and players that know \
            OpenSubsonic's apiKey. An app password is for all other players: it is short enough to be typed.
            """)

    /// What a command line can make.
    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case token
        case app

        var kind: CredentialKind {
            switch self {
            case .token: .token
            case .app: .app
            }
        }
    }

    @Argument(help: "The person's name.")
    var name: String

    @Option(help: "What the device or app is called.")
    var label: String

    @Option(help: "Which of both.")
    var kind: Kind

    @OptionGroup var options: StateOptions

    private struct Made: Encodable {
        let id: String
        let person: String
        let kind: String
        let label: String
        let created: Int64
        let secret: String

        init(_ made: NewCredential) {
            id = made.credential.id.hex
            person = made.credential.person
            kind = made.credential.kind.name
            label = made.credential.label
            created = Output.seconds(made.credential.created)
            secret = made.secret
        }
    }

    func run() throws {
        try options.run { people in
            let made = try people.credentials.add(kind.kind, of: name, label: label)
            if options.json { return try Output.print(json: Made(made)) }
            print(made.secret)
            Output.note("locker-gateway: this is not shown again; 'credential revoke \(made.credential.id)' revokes it")
        }
    }
}
