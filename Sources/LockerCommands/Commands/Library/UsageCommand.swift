import ArgumentParser
import LockerAPI
import LockerBase

struct UsageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "usage", abstract: "Show what the account uses, library by library.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let usage = try global.connect().call(LockerMethods.usage, .init())
        let line = "\(usage.account.printable): \(UsageText.line(usage))"
        global.print(
            UsageText.json(usage),
            usage.libraries.isEmpty ? line : line + "\n" + UsageText.table(usage.libraries))
    }
}
