import ArgumentParser
import LockerAPI

struct UsageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "usage", abstract: "Show what the account uses, library by library.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let usage = try global.connect().call(LockerMethods.usage, .init())
        if global.json {
            Console.print(UsageText.json(usage))
            return
        }
        Console.print("\(usage.account): \(UsageText.line(usage))")
        guard !usage.libraries.isEmpty else { return }
        var table = Table(["LIBRARY", "REVISION", "FILES", "SIZE"], right: [1, 2, 3])
        for library in usage.libraries {
            table.add([
                library.name, "\(library.revision)", "\(library.files)", HumanText.size(library.logicalBytes),
            ])
        }
        Console.print(table.text)
    }
}
