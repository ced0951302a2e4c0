import ArgumentParser
import People

struct WithdrawInviteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "Take an invitation back that nobody has used.")

    @Argument(help: "What the person would have been called.")
    var name: String

    @OptionGroup var options: StateOptions

    func run() throws {
        try options.run { people in
            try options.report(try people.invites.withdraw(name), "\(name): the invitation is over")
        }
    }
}
