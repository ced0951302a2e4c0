import ArgumentParser
import LockerAPI

struct SetQuotaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quota", abstract: "Set the most bytes that an account may hold.")

    @Argument(help: "The account.")
    var name: String

    @Argument(help: "A number of bytes, 0 or more, such as 10GB or 512MiB; or `none`.", transform: QuotaArgument.init)
    var bytes: QuotaArgument

    @OptionGroup var global: GlobalOptions

    func run() throws {
        var request = Locker_V1_SetQuotaRequest()
        request.name = name
        if let limit = bytes.limit { request.quotaBytes = limit }
        global.report(try global.connectAsOperator().call(AdminMethods.setQuota, request))
    }
}
