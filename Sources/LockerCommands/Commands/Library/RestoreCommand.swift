import ArgumentParser
import LockerBase
import LockerSync

struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Write a library's entries under a folder.",
        discussion: """
            Files that are already there with the same size and modification time are left alone; other files and links \
            in the way are skipped and named, unless --overwrite is given. A folder where a file belongs, and a file where \
            a folder belongs, are skipped and named always. Nothing is written outside the folder.
            """)

    @Argument(
        help: "The folder to write to; it is made when it is missing.", completion: .directory,
        transform: ArgumentBytes.bytes)
    var dir: [UInt8]

    @OptionGroup var library: LibraryOption

    @Option(help: ArgumentHelp("The revision to restore (default: the newest).", valueName: "n"))
    var revision: UInt64?

    @Flag(help: "Replace files and links that are already there and differ, but no folder, nor anything by a folder.")
    var overwrite = false

    @Flag(help: "Compare the content of files that are already there, and not their sizes and times alone.")
    var verify = false

    @OptionGroup var global: GlobalOptions

    func validate() throws {
        try Ranges.check(revision: revision)
    }

    func run() throws {
        var options = RestoreOptions()
        let connection = try global.connect()
        options.library = try library.name(connection)
        options.revision = revision
        options.overwrite = overwrite
        options.verify = verify
        let restorer = Restorer(connection: connection, directory: dir, options: options)
        let words = "interrupted: the files that were restored stay; restore again for the rest"
        let report = try global.interruptible(words) { () throws(LockerError) in
            try restorer.run(global.observer("restored"))
        }
        global.report(RestoreText.json(report), RestoreText.line(report))
        for warning in report.warnings { global.note(warning) }
        if !report.skipped.isEmpty { throw ExitStatus.skipped }
    }
}
