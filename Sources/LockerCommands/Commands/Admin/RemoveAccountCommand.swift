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

    @OptionGroup var removal: RemovalOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let connection = try global.connectAsOperator()
        if removal.dryRun { try connection.require(.accounts, to: "say what would go with an account") }
        try removal.confirm { try question(connection) }
        let removed = try connection.call(AdminMethods.removeAccount, request(dryRun: removal.dryRun))
        let isTold = try connection.has(.accounts)
        global.report(json(removed), text(removed, isTold))
    }

    private func question(_ connection: LockerConnection) throws -> String {
        guard try connection.has(.accounts) else {
            return "Remove account \(name.printable) with all its libraries and revisions, for good?"
        }
        let removed = try connection.call(AdminMethods.removeAccount, request(dryRun: true))
        return "Remove account \(name.printable) with \(RemovalText.text(removed)), for good?"
    }

    private func request(dryRun: Bool) -> Locker_V1_RemoveAccountRequest {
        var request = Locker_V1_RemoveAccountRequest()
        request.name = name
        request.dryRun = dryRun
        return request
    }

    private func text(_ removed: Locker_V1_RemoveAccountResponse, _ isTold: Bool) -> String {
        let with = isTold ? " with \(RemovalText.text(removed))" : ""
        return "account \(name.printable)\(with) \(removal.dryRun ? "would be removed" : "removed")"
    }

    private func json(_ removed: Locker_V1_RemoveAccountResponse) -> JSONValue {
        [
            "account": .string(name), "dry_run": .bool(removal.dryRun), "libraries": .unsigned(removed.libraries),
            "revisions": .unsigned(removed.revisions), "files": .unsigned(removed.files),
            "logical_bytes": .unsigned(removed.logicalBytes),
        ]
    }
}
