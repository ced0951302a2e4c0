import ArgumentParser
import LockerBase
import LockerSync

struct ScanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan", abstract: "Show what sync --transfer match would send of a folder, and why.",
        discussion: """
            A line a file: yours for what the locker has of you already, catalog for songs that the catalog has, of \
            which only tags are sent, upload for everything else. What sync would leave out is only counted. Nothing is \
            changed.
            """)

    @Argument(help: "The folder to look at.", completion: .directory, transform: ArgumentBytes.bytes)
    var dir: [UInt8]

    @OptionGroup var library: LibraryOption
    @OptionGroup var place: UnderOption
    @OptionGroup var excludes: ExcludeOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let connection = try global.connect()
        let scan = Scan(
            connection: connection, directory: dir, library: try library.name(connection), under: place.under,
            rules: excludes.rules)
        let report = try global.interruptible("interrupted: nothing was changed") { () throws(LockerError) in
            try scan.run(global.observer("looked at"))
        }
        global.print(ScanText.json(report), ScanText.lines(report).joined(separator: "\n"))
        for warning in report.warnings { global.note(warning) }
        if !report.skipped.isEmpty { throw ExitStatus.skipped }
    }
}
