import ArgumentParser
import LockerAPI

struct AddAccountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Make an account.")

    /// The roles that an account can be given.
    enum Role: String, ExpressibleByArgument, CaseIterable {
        case user
        case frontend
    }

    @Argument(help: "Its name.")
    var name: String

    @Option(help: ArgumentHelp("The system user whose account it is (default: none).", valueName: "uid"))
    var uid: UInt32?

    @Option(help: ArgumentHelp("The most bytes it may hold (default: no limit).", valueName: "bytes"))
    var quota: UInt64?

    @Option(help: "What it may do.")
    var role = Role.user

    @OptionGroup var global: GlobalOptions

    func run() throws {
        var request = Locker_V1_AddAccountRequest()
        request.name = name
        if let uid { request.uid = uid }
        if let quota { request.quotaBytes = quota }
        request.role = role == .user ? .user : .frontend
        AccountText.show(try global.connect().call(AdminMethods.addAccount, request), json: global.json)
    }
}
