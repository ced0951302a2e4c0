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

    @Option(
        help: ArgumentHelp("The system user whose account it is, or `none` (default: none).", valueName: "uid"),
        transform: UserArgument.init)
    var uid: UserArgument?

    /// Taken as it stands, so that -1 is called no quota rather than another option.
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The most bytes it may hold: 0 or more, 10GB, 512MiB, or `none` (default: none).", valueName: "bytes"),
        transform: QuotaArgument.init)
    var quota: QuotaArgument?

    @Option(help: "What it may do.")
    var role = Role.user

    @OptionGroup var global: GlobalOptions

    func run() throws {
        var request = Locker_V1_AddAccountRequest()
        request.name = name
        if let user = uid?.id { request.uid = user }
        if let limit = quota?.limit { request.quotaBytes = limit }
        request.role = role == .user ? .user : .frontend
        global.report(try global.connect().call(AdminMethods.addAccount, request))
    }
}
