import ArgumentParser
import LockerAPI
import LockerBase

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Read the store back and check it.",
        discussion: """
            Every record is read and held against its digest, while everything else goes on. What is damaged is set \
            aside, with the files that need it and the command that mends it. What was verified is remembered: \
            --sample goes on where the last verification stopped, and --older-than passes over what was verified since. \
            When this command is stopped, the daemon goes on: --cancel ends that. Exit status 1 says that something is damaged.
            """)

    @Flag(help: "Look at the structure of the packs and at the index only.")
    var quick = false

    @Option(help: ArgumentHelp("Look at so much of the store, least recently verified first.", valueName: "percent"))
    var sample: Double?

    @Option(
        help: ArgumentHelp("Only what was not verified for so long: 12h, 30d, 4w, 1y.", valueName: "age"),
        transform: Age.init(argument:))
    var olderThan: Age?

    @Option(
        help: ArgumentHelp("Read at most so many bytes a second, such as 50MB.", valueName: "bytes"),
        transform: RateArgument.init)
    var limitRate: RateArgument?

    @Flag(help: "Read nothing; list what is known to be damaged.")
    var list = false

    @Flag(help: "End the verification that runs.")
    var cancel = false

    @OptionGroup var global: GlobalOptions

    func validate() throws {
        try Ranges.check(percent: sample, option: "--sample", isZeroAllowed: false)
        try Ranges.checkOne(
            of: [("--quick", quick), ("--sample", sample != nil), ("--list", list), ("--cancel", cancel)])
        try Ranges.checkOne(of: [("--older-than", olderThan != nil), ("--list", list), ("--cancel", cancel)])
    }

    func run() throws {
        let connection = try global.connectAsOperator()
        if cancel { return try JobCancellation.run(.verification, connection, global) }
        let result = list ? Locker_V1_VerifyResult() : try verify(connection)
        let found = try connection.call(AdminMethods.findings, .init())
        let (json, text) = (VerificationText.json(result, found), VerificationText.text(list ? nil : result, found))
        guard found.total > 0 else { return list ? global.print(json, text) : global.report(json, text) }
        global.print(json, text)
        throw ExitStatus.failed
    }

    private func verify(_ connection: LockerConnection) throws -> Locker_V1_VerifyResult {
        var request = Locker_V1_VerifyRequest()
        request.quick = quick
        if let sample { request.samplePercent = sample }
        if let olderThan { request.olderThanSeconds = UInt64(clamping: olderThan.seconds) }
        if let limitRate { request.bytesPerSecond = limitRate.bytes }
        return try global.follow(.verification, connection) { () throws(LockerError) in
            try connection.call(AdminMethods.verify, request)
        }.verification
    }
}
