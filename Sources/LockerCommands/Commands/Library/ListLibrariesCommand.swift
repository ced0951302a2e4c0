import ArgumentParser
import LockerAPI

struct ListLibrariesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the libraries, and where each is synced from.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let usage = try global.connect().call(LockerMethods.usage, .init())
        global.print(
            ["account": .string(usage.account), "libraries": UsageText.json(usage.libraries)],
            UsageText.table(usage.libraries, withSources: true))
    }
}
