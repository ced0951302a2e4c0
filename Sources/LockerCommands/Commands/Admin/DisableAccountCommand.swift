import ArgumentParser
import LockerAPI

struct DisableAccountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "Refuse the calls of an account; what it holds stays.",
        discussion: "Whoever acts for it is refused, but for operators who read. `enable` takes it back.")

    @Argument(help: "The account.")
    var name: String

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let connection = try global.connectAsOperator()
        try connection.require(.accounts, to: "disable accounts")
        var request = Locker_V1_DisableAccountRequest()
        request.name = name
        global.report(try connection.call(AdminMethods.disableAccount, request))
    }
}
