import ArgumentParser
import People

struct MakeInviteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "make", abstract: "Print a code that works once, for seven days.",
        discussion: "The verb may be left out. An earlier invitation of the same name is over.")

    @Argument(help: "What the person will be called, and their account.")
    var name: String

    @Option(help: "Where people reach the gateway: prints a link instead, such as https://music.example.org/invite#…")
    var url: String?

    @OptionGroup var options: StateOptions

    private struct Made: Encodable {
        let name: String
        let code: String
        let expires: Int64
        /// Left out without --url.
        let link: String?
    }

    func validate() throws {
        if let url, !url.hasPrefix("https://"), !url.hasPrefix("http://") {
            throw ValidationError("--url: begin with https:// or http://")
        }
    }

    func run() throws {
        try options.run { people in
            let made = try people.invites.make(for: name)
            let link = url.map { MakeInviteCommand.link(made.code, $0) }
            if options.json {
                let expires = Output.seconds(made.invite.expires)
                return try Output.print(json: Made(name: name, code: made.code, expires: expires, link: link))
            }
            print(link ?? made.code)
            Output.note("locker-gateway: works once, until \(Output.time(made.invite.expires)) UTC")
        }
    }

    /// Behind the `#`, where no server's log and no other page's has it.
    private static func link(_ code: String, _ url: String) -> String {
        (url.hasSuffix("/") ? String(url.dropLast()) : url) + "/invite#" + code
    }
}
