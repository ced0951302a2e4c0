import ArgumentParser
import LockerAPI

struct StatsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "Show what the store holds, logically and on disk.")

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let stats = try global.connectAsOperator().call(AdminMethods.stats, .init())
        global.print(StatsText.json(stats), StatsText.text(stats))
    }
}
