import ArgumentParser
import LockerAPI
import LockerBase
import LockerClient
import LockerSync

struct RevertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revert", abstract: "Make a library what it was in an old revision.",
        discussion: """
            A new revision is made that is equal to the old one, in one step and with nothing sent. The revisions \
            between the two stay. A sync of one way brings what its folder holds again; sync --both brings the folder to \
            what the library is now. It is the whole library that is reverted: 'locker restore --revision N --path \
            FOLDER DIR' brings one folder back, with --overwrite over what has changed since.
            """)

    @Argument(
        help: "The old revision: its number, a date or an age.", transform: RevisionArgument.init(argument:))
    var revision: RevisionArgument

    @OptionGroup var library: LibraryOption
    @OptionGroup var note: NoteOption

    @Flag(name: [.customShort("n"), .long], help: "Say what would change, entry by entry, and change nothing.")
    var dryRun = false

    @Flag(name: .shortAndLong, help: "Say what changes, entry by entry.")
    var verbose = false

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let connection = try global.connect()
        let reader = LibraryReader(connection: connection, library: try library.name(connection))
        let description = CommitDescription(origin: .ofThisDevice, note: try note.checked(connection))
        let reversion = Reversion(of: reader, to: try revision.known(in: reader), saying: description)
        let report =
            if dryRun {
                try reversion.rehearse()
            } else {
                try global.interruptible("interrupted: 'locker log' tells whether the revision was made") {
                    () throws(LockerError) in
                    try reversion.run(lists: verbose)
                }
            }
        if !global.json, let changes = report.changes, !changes.isEmpty {
            Console.print(changes.map { ChangeText.line($0) }.joined(separator: "\n"))
        }
        global.report(
            ReversionText.json(report, of: reader.library, dryRun: dryRun), ReversionText.line(report, dryRun: dryRun))
        for warning in report.warnings { global.note(warning) }
    }
}
