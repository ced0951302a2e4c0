import ArgumentParser
import LockerBase
import LockerClient

struct RepairCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repair", abstract: "Send again what the store has lost of a library, from files still at hand.",
        discussion: """
            Asks which files of the library cannot be read back, in any revision, looks for the same contents in the \
            folder, under whatever names, and sends them. The library is not changed. What is not in the folder is named.
            """)

    @Argument(help: "The folder to look in.", transform: ArgumentBytes.bytes)
    var dir: [UInt8]

    @OptionGroup var library: LibraryOption
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let repair = Repair(connection: try global.connect(), directory: dir, library: library.library)
        let report = try repair.run(global.progress.observer("looked at"))
        if global.json {
            Console.print(RepairText.json(report))
        } else {
            Console.print(RepairText.text(report))
        }
        if !report.lost.isEmpty { throw ExitStatus.skipped }
    }
}
