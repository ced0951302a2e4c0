import ArgumentParser
import LockerAPI

struct ListAccountsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the accounts.",
        discussion: "The role is what the account's user may do: operator for root and who the configuration names.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let accounts = try global.connectAsOperator().call(AdminMethods.listAccounts, .init()).accounts
        global.print(["accounts": .array(accounts.map(AccountText.json))], AccountText.table(accounts))
    }
}
