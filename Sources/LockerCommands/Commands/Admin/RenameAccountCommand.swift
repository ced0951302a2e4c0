import ArgumentParser
import LockerAPI

struct RenameAccountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename", abstract: "Give an account another name.")

    @Argument(help: "The account.")
    var name: String

    @Argument(help: "Its new name.")
    var new: String

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let connection = try global.connectAsOperator()
        try connection.require(.accounts, to: "rename accounts")
        var request = Locker_V1_RenameAccountRequest()
        request.name = name
        request.newName = new
        global.report(try connection.call(AdminMethods.renameAccount, request))
    }
}
