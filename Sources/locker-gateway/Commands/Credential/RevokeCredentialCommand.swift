import ArgumentParser
import LockerBase
import People

struct RevokeCredentialCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Revoke a token, an app password or a browser's session, for good.",
        discussion: "What runs by it ends within a second.")

    @Argument(
        help: "Its number, which 'credential list' shows, or 4 or more of its first digits; with --person its label.")
    var id: String

    @Option(help: ArgumentHelp("Whose it is.", valueName: "name"))
    var person: String?

    @OptionGroup var options: StateOptions

    func run() throws {
        try options.run { people in
            let number = try people.credentials.find(id, of: person)
            let event = try people.credentials.revoke(number, of: person)
            let label = event.details["label"].map { " ('\(ListedName.shown($0))' of \(event.person))" } ?? ""
            try options.report(event, "\(number): revoked\(label)")
        }
    }
}
