import ArgumentParser
import LockerBase
import LockerSync

struct RepairCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repair", abstract: "Send again what the store has lost of a library, from files still at hand.",
        discussion: """
            Asks which files of the library cannot be read back, in any revision, looks for the same contents in the \
            folder, under whatever names, and sends them. The library is not changed. What is not in the folder is named.
            """)

    @Argument(help: "The folder to look in.", completion: .directory, transform: ArgumentBytes.bytes)
    var dir: [UInt8]

    @OptionGroup var library: LibraryOption
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let connection = try global.connect()
        let repair = Repair(connection: connection, directory: dir, library: try library.name(connection))
        let words = "interrupted: what was sent stays sent; repair again for the rest"
        let report = try global.interruptible(words) { () throws(LockerError) in
            try repair.run(global.observer("looked at"))
        }
        global.report(RepairText.json(report), RepairText.text(report))
        if !report.lost.isEmpty { throw ExitStatus.skipped }
    }
}
