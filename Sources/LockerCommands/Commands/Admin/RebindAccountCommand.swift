import ArgumentParser
import LockerAPI

struct RebindAccountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebind", abstract: "Bind an account to another system user.")

    @Argument(help: "The account.")
    var name: String

    @Option(
        help: ArgumentHelp("The system user whose account it is from here on; `none` for nobody's.", valueName: "uid"),
        transform: UserArgument.init)
    var uid: UserArgument

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let connection = try global.connectAsOperator()
        try connection.require(.accounts, to: "rebind accounts")
        var request = Locker_V1_RebindAccountRequest()
        request.name = name
        if let uid = uid.id { request.uid = uid }
        global.report(try connection.call(AdminMethods.rebindAccount, request))
    }
}
