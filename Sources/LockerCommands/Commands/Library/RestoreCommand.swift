import ArgumentParser
import LockerBase
import LockerClient
import LockerSync

struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Bring files and folders back, as they are or as they were.",
        discussion: """
            Writes a library's entries under a folder, at the paths that they have: those of the newest revision, or of \
            another one.

            Files that are already there with the same size and modification time are left alone; other files and links \
            in the way are skipped and named, unless --overwrite is given. A folder where a file belongs, and a file where \
            a folder belongs, are skipped and named always. Nothing is written outside the folder.

            With --under, the folder is that one of the library; paths and patterns are the library's all the same. In \
            patterns, * and ? stand for anything but /, ** for that too; one with a / is of whole paths, any other one of \
            names, and a folder is meant with all that is in it.

            EXAMPLES:
              locker restore /mnt/disk/Music
              locker restore --revision 12 --path Albums/Live --overwrite ~/Music
              locker restore --under Photos ~/Photos
              locker restore --revision 3d --include '*.flac' before
            """)

    @Argument(
        help: "The folder to write to; it is made when it is missing.", completion: .directory,
        transform: ArgumentBytes.bytes)
    var dir: [UInt8]

    @Option(
        help: "Only this entry, or those below this folder; may be given several times.",
        completion: Completion.paths, transform: EntryPath.init(argument:))
    var path: [EntryPath] = []

    @Option(
        help: ArgumentHelp("Only what one of these patterns matches.", valueName: "pattern"),
        transform: PathGlob.init(argument:))
    var include: [PathGlob] = []

    @Option(
        help: ArgumentHelp("Nothing that one of these patterns matches.", valueName: "pattern"),
        transform: PathGlob.init(argument:))
    var exclude: [PathGlob] = []

    @OptionGroup var library: LibraryOption
    @OptionGroup var place: UnderOption
    @OptionGroup var revision: RevisionOption

    @Option(
        help: ArgumentHelp(
            """
            Replace files and links that are already there and differ, but no folder, nor anything by a folder: \
            always, which is meant without a rule too; newer, where the library's was modified later; or never.
            """, valueName: "rule"))
    var overwrite = OverwriteRule.never

    @Option(help: "What the disk cannot have under its name: pass over it, or give it another name here.")
    var nameClash = NameClashRule.skip

    @Flag(help: "Compare the content of files that are already there, and not their sizes and times alone.")
    var verify = false

    @Flag(help: "Leave it to the system when files are on the disk; a power failure may leave empty or short ones.")
    var noSync = false

    @Flag(name: [.customShort("n"), .long], help: "Say what would happen, entry by entry, and change nothing.")
    var dryRun = false

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let connection = try global.connect()
        let reader = LibraryReader(connection: connection, library: try library.name(connection))
        let restorer = Restorer(connection: connection, directory: dir, options: try options(reader))
        let left = dryRun ? "nothing was changed" : "the files that were restored stay; restore again for the rest"
        let report = try global.interruptible("interrupted: \(left)") { () throws(LockerError) in
            try restorer.run(global.observer("restored"))
        }
        if !global.json, let changes = report.changes, !changes.isEmpty {
            Console.print(changes.map(SyncText.line).joined(separator: "\n"))
        }
        global.report(RestoreText.json(report, dryRun: dryRun), RestoreText.line(report, dryRun: dryRun))
        for placed in report.placedAs where !global.json { global.note(BothText.line(placed)) }
        for warning in report.warnings { global.note(warning) }
        if !report.skipped.isEmpty { throw ExitStatus.skipped }
    }

    private func options(_ reader: LibraryReader) throws -> RestoreOptions {
        var options = RestoreOptions()
        options.library = reader.library
        let revision = try revision.number(in: reader)
        options.revision = revision
        options.selection.under = place.under
        options.selection.paths = try path.map { try reader.meant(by: $0, revision: revision) }
        (options.selection.include, options.selection.exclude) = (include, exclude)
        options.overwrite = overwrite
        options.nameClash = nameClash
        (options.verify, options.syncs, options.dryRun) = (verify, !noSync, dryRun)
        return options
    }
}
