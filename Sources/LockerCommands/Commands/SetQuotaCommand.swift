import ArgumentParser
import LockerAPI

struct SetQuotaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quota", abstract: "Set the most bytes that an account may hold.")

    @Argument(help: "The account.")
    var name: String

    @Argument(help: "Bytes, or `none`.", transform: SetQuotaCommand.parse)
    var bytes: Quota

    @OptionGroup var global: GlobalOptions

    enum Quota {
        case none
        case bytes(UInt64)
    }

    func run() throws {
        var request = Locker_V1_SetQuotaRequest()
        request.name = name
        if case .bytes(let count) = bytes { request.quotaBytes = count }
        AccountText.show(try global.connect().call(AdminMethods.setQuota, request), json: global.json)
    }

    private static func parse(_ text: String) throws -> Quota {
        if text == "none" { return .none }
        guard let count = UInt64(text) else { throw ValidationError("a quota is a number of bytes, or none") }
        return .bytes(count)
    }
}
