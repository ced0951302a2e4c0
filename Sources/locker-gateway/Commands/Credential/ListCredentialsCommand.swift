import ArgumentParser
import LockerBase
import People

struct ListCredentialsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List what signs a person in, and the last of what did.",
        discussion: "While the gateway runs, a first use is shown within a second, later ones up to a minute late.")

    @Argument(help: "The person's name.")
    var name: String

    @OptionGroup var options: StateOptions

    private struct Listing: Encodable {
        let person: String
        let credentials: [Listed]
    }

    private struct Listed: Encodable {
        let id: String
        let kind: String
        let label: String
        let created: Int64
        let unreadable: Bool
        /// These are left out where they are not known.
        let lastUsed: Int64?
        let expires: Int64?
        let revoked: Int64?

        enum CodingKeys: String, CodingKey {
            case id
            case kind
            case label
            case created
            case unreadable
            case lastUsed = "last_used"
            case expires
            case revoked
        }

        init(_ credential: Credential) {
            id = credential.id.hex
            kind = credential.kind.name
            label = credential.label
            created = Output.seconds(credential.created)
            unreadable = credential.isUnreadable
            lastUsed = credential.lastUsed.map { Output.seconds($0) }
            expires = credential.ends.map { Output.seconds($0) }
            revoked = credential.revoked.map { Output.seconds($0) }
        }
    }

    func run() throws {
        try options.run { people in
            let credentials = try people.credentials.all(of: name)
            if options.json {
                return try Output.print(json: Listing(person: name, credentials: credentials.map { Listed($0) }))
            }
            let now = PeopleClock.machine.time()
            let head = ["ID", "KIND", "STATE", "ADDED", "LAST USED", "LABEL"]
            print(Output.table([head] + credentials.map { ListCredentialsCommand.row($0, now) }))
        }
    }

    private static func row(_ credential: Credential, _ now: Int64) -> [String] {
        [
            credential.id.hex, credential.kind.name, state(credential, now), Output.time(credential.created),
            Output.time(credential.lastUsed), ListedName.shown(credential.label),
        ]
    }

    private static func state(_ credential: Credential, _ now: Int64) -> String {
        if credential.revoked != nil { return "revoked" }
        if credential.isUnreadable { return "unreadable" }
        return credential.isGood(at: now) ? "good" : "over"
    }
}
