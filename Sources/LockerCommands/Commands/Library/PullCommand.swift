import ArgumentParser
import LockerBase
import LockerSync

struct PullCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pull", abstract: "Bring what changed in a library to a folder.",
        discussion: """
            The half of sync --both that comes in: what changed in the library since folder and library last agreed goes to \
            the folder, removals and renames too. What changed in the folder stays, and is sent by sync --both. What changed \
            in both is kept twice: the library's has the name, and the other one is beside it.
            """)

    @Argument(
        help: "The folder to bring it to; it is made when it is missing.", completion: .directory,
        transform: ArgumentBytes.bytes)
    var dir: [UInt8]

    @OptionGroup var library: LibraryOption
    @OptionGroup var place: UnderOption

    @Flag(help: "Read every file, also those that look unchanged.")
    var rehash = false

    @Flag(help: "Leave the change times of inodes out of account: the file system moves them by itself.")
    var ignoreCtime = false

    @Flag(help: "Leave the numbers of inodes out of account: the file system gives new ones at each mount.")
    var ignoreInode = false

    @Option(help: "What the disk cannot have under its name: pass over it, or give it another name here.")
    var nameClash = NameClashRule.skip

    @Flag(help: "Let most of the files go from the folder.")
    var allowEmptying = false

    @Flag(name: [.customShort("n"), .long], help: "Say what would happen, path by path, and change nothing.")
    var dryRun = false

    @Flag(name: .shortAndLong, help: "Say what is done at each path, and why.")
    var verbose = false

    @OptionGroup var excludes: ExcludeOptions
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let connection = try global.connect()
        var options = SyncOptions()
        options.library = try library.name(connection)
        options.under = place.under
        options.rules = excludes.rules
        options.rehash = rehash
        if ignoreCtime { options.ignoring.insert(.changed) }
        if ignoreInode { options.ignoring.insert(.inode) }
        options.lists = verbose
        options.dryRun = dryRun
        try BothCall(dir: dir, connection: connection, global: global)
            .run(options, allowsEmptying: allowEmptying, pullsOnly: true, nameClash: nameClash)
    }
}
