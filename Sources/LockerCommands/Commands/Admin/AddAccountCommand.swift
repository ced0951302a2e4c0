import ArgumentParser
import LockerAPI

struct AddAccountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Make an account.")

    /// The roles that an account can be given.
    enum Role: String, ExpressibleByArgument, CaseIterable {
        case user
        case frontend
        case manager

        var message: Locker_V1_Role {
            switch self {
            case .user: .user
            case .frontend: .frontend
            case .manager: .manager
            }
        }
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

    @Option(
        help: ArgumentHelp(
            "What it may do: a frontend acts for every account, a manager administers those of users, too."))
    var role = Role.user

    @OptionGroup var global: GlobalOptions

    func run() throws {
        var request = Locker_V1_AddAccountRequest()
        request.name = name
        if let user = uid?.id { request.uid = user }
        if let limit = quota?.limit { request.quotaBytes = limit }
        request.role = role.message
        let connection = try global.connectAsOperator()
        if role == .manager { try connection.require(.managers, to: "make a manager") }
        global.report(try connection.call(AdminMethods.addAccount, request))
    }
}
