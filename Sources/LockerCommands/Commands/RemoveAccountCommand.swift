import ArgumentParser
import LockerAPI
import LockerBase

struct RemoveAccountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove an account with all its libraries and revisions.",
        discussion: """
            There is no way back. A person at a terminal is asked first; scripts are not. `disable` keeps everything and \
            only refuses the account's calls.
            """)

    @Argument(help: "The account.")
    var name: String

    @Flag(name: [.customShort("n"), .long], help: "Say what would go, and remove nothing.")
    var dryRun = false

    @Flag(help: "Ask nothing.")
    var yes = false

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let connection = try global.connect()
        if dryRun { try connection.require(.accounts, to: "say what would go with an account") }
        try Confirmation.require({ try question(connection) }, given: yes || dryRun)
        var request = Locker_V1_RemoveAccountRequest()
        request.name = name
        request.dryRun = dryRun
        let removal = try connection.call(AdminMethods.removeAccount, request)
        let isTold = try connection.has(.accounts)
        global.report(json(removal), text(removal, isTold))
    }

    private func question(_ connection: LockerConnection) throws -> String {
        guard try connection.has(.accounts) else {
            return "Remove account \(name.printable) with all its libraries and revisions, for good?"
        }
        var request = Locker_V1_RemoveAccountRequest()
        request.name = name
        request.dryRun = true
        let removal = try connection.call(AdminMethods.removeAccount, request)
        return "Remove account \(name.printable) with \(RemovalText.text(removal)), for good?"
    }

    private func text(_ removal: Locker_V1_RemoveAccountResponse, _ isTold: Bool) -> String {
        let with = isTold ? " with \(RemovalText.text(removal))" : ""
        return "account \(name.printable)\(with) \(dryRun ? "would be removed" : "removed")"
    }

    private func json(_ removal: Locker_V1_RemoveAccountResponse) -> JSONValue {
        [
            "account": .string(name), "dry_run": .bool(dryRun), "libraries": .unsigned(removal.libraries),
            "revisions": .unsigned(removal.revisions), "files": .unsigned(removal.files),
            "logical_bytes": .unsigned(removal.logicalBytes),
        ]
    }
}
