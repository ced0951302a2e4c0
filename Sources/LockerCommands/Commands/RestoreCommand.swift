import ArgumentParser
import LockerBase
import LockerClient

struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Write a library's entries under a folder.",
        discussion: """
            Files that are already there with the same size and modification time are left alone; anything else in the \
            way is skipped and named, unless --overwrite is given. Nothing is written outside the folder.
            """)

    @Argument(help: "The folder to write to; it is made when it is missing.", transform: ArgumentBytes.bytes)
    var dir: [UInt8]

    @OptionGroup var library: LibraryOption

    @Option(help: ArgumentHelp("The revision to restore (default: the newest).", valueName: "n"))
    var revision: UInt64?

    @Flag(help: "Replace files and links that are already there and differ.")
    var overwrite = false

    @OptionGroup var global: GlobalOptions

    func run() throws {
        var options = RestoreOptions()
        options.library = library.library
        options.revision = revision
        options.overwrite = overwrite
        let restorer = Restorer(connection: try global.connect(), directory: dir, options: options)
        let report = try restorer.run(global.progress.observer("restored"))
        if global.json {
            Console.print(RestoreText.json(report))
        } else {
            Console.print(RestoreText.line(report))
        }
        if !report.skipped.isEmpty { throw ExitStatus.skipped }
    }
}
