import ArgumentParser
import LockerAPI
import LockerBase
import LockerSync

struct SyncCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync", abstract: "Make a library hold what a folder holds.",
        discussion: """
            Sends what is new or changed, and nothing twice: what was sent is remembered, and files whose size, times \
            and inode are the same are not read again. Symbolic links are kept as links and never followed; devices, \
            sockets and FIFOs are skipped. Nothing is removed from the library unless --delete is given. The library \
            remembers which folder of which device it is synced from: another one adds to it, and its --delete asks, or \
            needs --from-here. With --both, what other devices have changed comes back, removals go both ways, and what \
            changed on both sides is kept twice.

            Patterns of --exclude and of files called .lockerignore leave out what matches, by the rules of gitignore(5). \
            What is left out is not sent, and --delete does not remove it from the library.
            """)

    @Argument(help: "The folder to send.", completion: .directory, transform: ArgumentBytes.bytes)
    var dir: [UInt8]

    @OptionGroup var library: LibraryOption
    @OptionGroup var place: UnderOption
    @OptionGroup var note: NoteOption

    @OptionGroup var transfer: TransferOption

    @Flag(help: "Read every file, also those that look unchanged.")
    var rehash = false

    @Flag(help: "Leave the change times of inodes out of account: the file system moves them by itself.")
    var ignoreCtime = false

    @Flag(help: "Leave the numbers of inodes out of account: the file system gives new ones at each mount.")
    var ignoreInode = false

    @Flag(help: "Remove entries whose files are not in the folder any more.")
    var delete = false

    @Flag(
        help: """
            Make this the folder of a library that is synced from another one, also to --delete by; with --both, let both \
            have all of each other.
            """)
    var fromHere = false

    @Flag(help: "Bring what changed in the library to the folder, too; removals go both ways.")
    var both = false

    @Option(help: "With --both, what the disk cannot have under its name: pass over it, or give it another name here.")
    var nameClash = NameClashRule.skip

    @Flag(help: "With --both: let most of the files go from the folder, or from the library.")
    var allowEmptying = false

    @Flag(name: [.customShort("n"), .long], help: "Say what would happen, entry by entry, and change nothing.")
    var dryRun = false

    @Flag(name: .shortAndLong, help: "Say what is done with each entry, and why, and which stay as they are.")
    var verbose = false

    @OptionGroup var excludes: ExcludeOptions
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        try Ranges.checkOne(of: [("--both", both), ("--delete", delete)])
        guard both || !allowEmptying else {
            throw ValidationError("--allow-emptying goes with --both: without it, nothing comes to the folder")
        }
        guard both || nameClash == .skip else {
            throw ValidationError("--name-clash goes with --both: without it, nothing comes to the folder")
        }
    }

    func run() throws {
        let connection = try global.connect()
        var options = options(library: try library.name(connection))
        options.setTransfer(transfer.transfer, isRemote: !connection.passesDescriptors)
        options.note = try note.checked(connection)
        if both {
            return try BothCall(dir: dir, connection: connection, global: global)
                .run(options, allowsEmptying: allowEmptying, pullsOnly: false, nameClash: nameClash)
        }
        let question = DeletionQuestion(rehearsal(of: options, connection), global.noting)
        if Confirmation.isPossible { options.mayRemove = { question.ask($0) } }
        let watch = CommitWatch(global.observer(dryRun ? "looked at" : "sent"), library: options.library)
        let say: @Sendable (String) -> Void = global.noting
        let isRehearsal = dryRun
        let words: @Sendable () -> Void = { say(isRehearsal ? "interrupted: nothing was changed" : watch.lastWords) }
        let sync = Sync(connection: connection, directory: dir, options: options)
        let report: SyncReport
        do {
            report = try Interrupts.during(stop: nil, say: words) { try question.guarding { try sync.run(watch) } }
        } catch let error as LockerError where !connection.passesDescriptors && ErrorText.isLost(error) {
            // A line to a server breaks now and then.
            words()
            throw error
        }
        let lines = global.json ? [] : SyncText.lines(report)
        if !lines.isEmpty { Console.print(lines.joined(separator: "\n")) }
        global.report(SyncText.json(report, dryRun: dryRun), SyncText.line(report, dryRun: dryRun))
        tell(report)
        if !report.skipped.isEmpty { throw ExitStatus.skipped }
    }

    private func options(library: String) -> SyncOptions {
        var options = SyncOptions()
        options.library = library
        options.under = place.under
        options.rules = excludes.rules
        options.rehash = rehash
        if ignoreCtime { options.ignoring.insert(.changed) }
        if ignoreInode { options.ignoring.insert(.inode) }
        options.delete = delete
        options.fromHere = fromHere
        options.lists = verbose
        options.dryRun = dryRun
        return options
    }

    private func rehearsal(of options: SyncOptions, _ connection: LockerConnection) -> Sync {
        var options = options
        options.dryRun = true
        return Sync(connection: connection, directory: dir, options: options)
    }

    /// What there is to say beside the figures.
    private func tell(_ report: SyncReport) {
        if let origin = report.cameFrom, !fromHere {
            let isAdding = "what is in this folder is added to it; --library keeps it apart"
            let isRefused = "without --from-here, --delete is refused from this folder"
            if !delete || dryRun {
                global.note("the library is synced from \(origin): \(delete ? isRefused : isAdding)")
            }
        }
        if report.isOriginUntold {
            global.note("this lockerd is older than this locker: whether the library came from elsewhere is not known")
        }
        if let reason = report.forgotten {
            global.note("the library is complete, but what was sent is not remembered: \(reason)")
        }
        for warning in report.warnings { global.note(warning) }
        if library.library.hasHiddenCharacters { global.note(UsageText.hiddenName(library.library)) }
    }
}

extension NameClashRule: ExpressibleByArgument {}
