import ArgumentParser
import LockerBase
import People

struct RevokeCredentialCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "Revoke a token, an app password or a browser's session, for good.",
        discussion: "What runs by it ends within a second.")

    @Argument(help: "Its number, as 'credential list' shows it.")
    var id: String

    @OptionGroup var options: StateOptions

    func run() throws {
        try options.run { people in
            guard let number = CredentialID(hex: id) else {
                throw LockerError(
                    .invalidArgument,
                    "'\(id.printable)': not the number of a credential, which has 32 hexadecimal digits")
            }
            let event = try people.credentials.revoke(number)
            try options.report(event, "\(number): revoked")
        }
    }
}
