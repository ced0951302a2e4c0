import ArgumentParser
import LockerBase
import LockerClient

struct SyncCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync", abstract: "Make a library hold what a folder holds.",
        discussion: """
            Sends what is new or changed, and nothing twice: what was sent is remembered, and files whose size, times \
            and inode are the same are not read again. Symbolic links are kept as links and never followed; devices, \
            sockets and FIFOs are skipped. Nothing is removed from the library unless --delete is given.
            """)

    @Argument(help: "The folder to send.", transform: ArgumentBytes.bytes)
    var dir: [UInt8]

    @OptionGroup var library: LibraryOption

    @Option(help: "How content reaches the daemon: match sends only what neither the catalog nor the library has.")
    var transfer = SyncOptions.Transfer.descriptor

    @Flag(help: "Read every file, also those that look unchanged.")
    var rehash = false

    @Flag(help: "Remove entries whose files are not in the folder any more.")
    var delete = false

    @Flag(help: "Say what would happen, and change nothing.")
    var dryRun = false

    @OptionGroup var global: GlobalOptions

    func run() throws {
        var options = SyncOptions()
        options.library = library.library
        options.transfer = transfer
        options.rehash = rehash
        options.delete = delete
        options.dryRun = dryRun
        let sync = Sync(connection: try global.connect(), directory: dir, options: options)
        let report = try sync.run(global.progress.observer(dryRun ? "looked at" : "sent"))
        if global.json {
            Console.print(SyncText.json(report, dryRun: dryRun))
        } else {
            Console.print(SyncText.line(report, dryRun: dryRun))
        }
        if let reason = report.forgotten {
            Console.note("locker: the library is complete, but the next sync reads every file again: \(reason)\n")
        }
        if !report.skipped.isEmpty { throw ExitStatus.skipped }
    }
}

extension SyncOptions.Transfer: ExpressibleByArgument {}
