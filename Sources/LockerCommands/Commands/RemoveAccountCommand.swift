import ArgumentParser
import LockerAPI

struct RemoveAccountCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove an account with all its libraries and revisions.")

    @Argument(help: "The account.")
    var name: String

    @OptionGroup var global: GlobalOptions

    func run() throws {
        var request = Locker_V1_RemoveAccountRequest()
        request.name = name
        _ = try global.connect().call(AdminMethods.removeAccount, request)
        if global.json {
            Console.print(["removed": .string(name)])
        } else {
            Console.print("account \(name) removed")
        }
    }
}
