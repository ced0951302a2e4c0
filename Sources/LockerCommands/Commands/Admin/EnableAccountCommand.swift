import ArgumentParser
import LockerAPI

struct EnableAccountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable", abstract: "Answer the calls of an account again.")

    @Argument(help: "The account.")
    var name: String

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let connection = try global.connectAsOperator()
        try connection.require(.accounts, to: "enable accounts")
        var request = Locker_V1_EnableAccountRequest()
        request.name = name
        global.report(try connection.call(AdminMethods.enableAccount, request))
    }
}
