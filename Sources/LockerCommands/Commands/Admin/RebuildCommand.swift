import ArgumentParser
import LockerAPI
import LockerBase

struct RebuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild", abstract: "Tell index and metadata again from the packs.",
        discussion: """
            Accounts, libraries with all retained revisions, and the catalog are read out of the packs, and the database \
            that they make takes the place of the one there is, which stays beside it. Reads go on meanwhile; what changes \
            anything is refused until it is done. When this command is stopped, the daemon goes on: --cancel ends that. \
            Without a running daemon: lockerd --store DIR --rebuild.
            """)

    @Flag(help: "End the rebuild that runs.")
    var cancel = false

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let connection = try global.connectAsOperator()
        if cancel { return try JobCancellation.run(.rebuild, connection, global) }
        let job = try global.follow(.rebuild, connection) { () throws(LockerError) in
            try connection.call(AdminMethods.rebuild, .init())
        }
        global.report(HistoryText.json(job.rebuild), HistoryText.text(job.rebuild))
    }
}
