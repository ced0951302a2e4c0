import ArgumentParser
import People

struct ListInvitesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List invitations that are open.")

    @OptionGroup var options: StateOptions

    private struct Listing: Encodable {
        let invites: [Listed]
    }

    private struct Listed: Encodable {
        let name: String
        let created: Int64
        let expires: Int64
    }

    func run() throws {
        try options.run { people in
            let invites = try people.invites.all()
            if options.json { return try Output.print(json: ListInvitesCommand.listing(invites)) }
            let rows = invites.map { [$0.name, Output.time($0.created), Output.time($0.expires)] }
            print(Output.table([["NAME", "MADE", "UNTIL"]] + rows))
        }
    }

    private static func listing(_ invites: [Invite]) -> Listing {
        Listing(
            invites: invites.map { invite in
                Listed(
                    name: invite.name, created: Output.seconds(invite.created), expires: Output.seconds(invite.expires))
            })
    }
}
