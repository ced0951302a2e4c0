import ArgumentParser
import LockerAPI
import LockerClient

struct RebuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild", abstract: "Tell index and metadata again from the packs.",
        discussion: """
            Accounts, libraries with all retained revisions, and the catalog are read out of the packs, and the database \
            that they make takes the place of the one there is, which stays beside it. Reads go on meanwhile; what changes \
            anything is refused until it is done. When this command is stopped, the daemon goes on. Without a running \
            daemon: lockerd --store DIR --rebuild.
            """)

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let connection = try global.connect()
        let display = JobDisplay(global.progressStyle)
        defer { display.end() }
        let started = try connection.call(AdminMethods.rebuild, .init())
        let job = try JobWatch(connection: connection).follow(started, display.show)
        display.end()
        global.report(HistoryText.json(job.rebuild), HistoryText.text(job.rebuild))
    }
}
