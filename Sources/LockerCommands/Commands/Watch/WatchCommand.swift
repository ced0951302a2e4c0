import ArgumentParser
import LockerAPI
import LockerBase
import LockerSync

struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Keep a folder and a library the same, until it is ended.",
        discussion: """
            Syncs both ways, as sync --both does, and then whenever something changes in the folder or another device \
            changes the library. A daemon that is away is waited for, and so is all else that may heal; it is told once. \
            SIGINT and SIGTERM end it, with exit status 0. A second one for the same folder and library, or folder of it, is \
            refused.
            """)

    @Argument(help: "The folder to watch.", completion: .directory, transform: ArgumentBytes.bytes)
    var dir: [UInt8]

    @OptionGroup var library: LibraryOption
    @OptionGroup var place: UnderOption

    @OptionGroup var transfer: TransferOption

    @Flag(help: "The first time, read every file, also those that look unchanged.")
    var rehash = false

    @Flag(help: "Leave the change times of inodes out of account: the file system moves them by itself.")
    var ignoreCtime = false

    @Flag(help: "Leave the numbers of inodes out of account: the file system gives new ones at each mount.")
    var ignoreInode = false

    @Option(help: "What the disk cannot have under its name: pass over it, or give it another name here.")
    var nameClash = NameClashRule.skip

    @Flag(help: "The first time, let most of the files go from the folder, or from the library.")
    var allowEmptying = false

    @Flag(name: [.customShort("n"), .long], help: .hidden)
    var dryRun = false

    @Flag(name: .shortAndLong, help: "Say what is done at each path, and why.")
    var verbose = false

    @OptionGroup var excludes: ExcludeOptions
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        guard !dryRun else {
            throw ValidationError("watch does what is to be done; 'locker sync --both --dry-run' says what that is")
        }
    }

    func run() throws {
        let display = WatchDisplay(global, dir, place.under)
        let name = library.library
        let inbox = try WatchInbox()
        var options = options
        options.both.sync.setTransfer(transfer.transfer, isRemote: try global.place().isRemote)
        let plan = WatchPlan(
            directory: dir, options: options, inbox: inbox,
            naming: { (connection) throws(LockerError) in try LibraryName.meant(by: name, connection) },
            connecting: try global.connecting(goesOn: false))
        var watch = FolderWatch(plan, display)
        // The signals that end programs are how a watch is meant to end, once what is under way is remembered.
        try Interrupts.during(stop: inbox.stop, say: display.end) { () throws(LockerError) in try watch.run() }
    }

    private var options: WatchOptions {
        var options = WatchOptions()
        options.both.allowsEmptying = allowEmptying
        options.both.nameClash = nameClash
        options.both.sync.library = library.library
        options.both.sync.under = place.under
        options.both.sync.rules = excludes.rules
        options.both.sync.rehash = rehash
        if ignoreCtime { options.both.sync.ignoring.insert(.changed) }
        if ignoreInode { options.both.sync.ignoring.insert(.inode) }
        options.both.sync.lists = verbose
        return options
    }
}
