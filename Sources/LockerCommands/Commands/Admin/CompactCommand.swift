import ArgumentParser
import LockerAPI
import LockerBase

struct CompactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compact", abstract: "Give back the room of what nobody needs any more.",
        discussion: """
            Packs that hold nothing that is needed are deleted; those of which little is needed are rewritten, the most \
            wasteful first. Syncs, restores and all else go on meanwhile. It can be stopped at any moment, and the next \
            run goes on from there. When this command is stopped, the daemon goes on: --cancel ends that. Where the configuration \
            has rules of retention, old revisions are forgotten first; --dry-run leaves them out, and so what they would give \
            back: 'locker admin expire --dry-run' tells of these, with the same rules.
            """)

    @Flag(name: [.customShort("n"), .long], help: "Say what would be done, and do nothing.")
    var dryRun = false

    @Option(help: ArgumentHelp("How much of the packs may stay unused (default: 5).", valueName: "percent"))
    var maxUnused: Double?

    @Option(help: ArgumentHelp("Rewrite at most so many packs.", valueName: "count"))
    var maxPacks: UInt64?

    @Option(
        help: ArgumentHelp("Copy at most so many bytes a second, such as 50MB.", valueName: "bytes"),
        transform: RateArgument.init)
    var limitRate: RateArgument?

    @Flag(help: "Leave packs of an older format as they are, where only that is to be changed.")
    var keepFormat = false

    @Flag(help: "End the compaction that runs.")
    var cancel = false

    @OptionGroup var global: GlobalOptions

    func validate() throws {
        try Ranges.check(percent: maxUnused, option: "--max-unused")
        try Ranges.checkOne(of: [("--cancel", cancel), ("--dry-run", dryRun)])
    }

    func run() throws {
        let connection = try global.connectAsOperator()
        if cancel { return try JobCancellation.run(.compaction, connection, global) }
        var request = Locker_V1_CompactRequest()
        request.dryRun = dryRun
        request.keepFormat = keepFormat
        if let maxUnused { request.maxUnusedPercent = maxUnused }
        if let maxPacks { request.maxPacks = maxPacks }
        if let limitRate { request.bytesPerSecond = limitRate.bytes }
        let result = try global.follow(.compaction, connection) { () throws(LockerError) in
            try connection.call(AdminMethods.compact, request)
        }.compaction
        global.report(CompactionText.json(result), CompactionText.text(result))
    }
}
