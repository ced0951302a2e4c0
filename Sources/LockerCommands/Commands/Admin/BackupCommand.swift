import ArgumentParser
import Foundation
import LockerAPI
import LockerBase

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the store, as it is at this moment, while it serves.",
        discussion: """
            The copy is a store: lockerd --store DIR serves it. A second backup to the same directory copies only what is \
            new; packs that never change are linked where the file system allows it. The daemon writes the copy, so DIR \
            is a directory of its machine. When this command is stopped, the daemon goes on: --cancel ends that.
            """)

    @Argument(
        help: "Where to: a directory that is empty, is not there, or holds a backup of this store.",
        completion: .directory)
    var dir: String?

    @Flag(help: "Read the whole backup back when it is made.")
    var check = false

    @Flag(help: "End the backup that runs.")
    var cancel = false

    @OptionGroup var global: GlobalOptions

    func validate() throws {
        try Ranges.checkOne(of: [("--cancel", cancel), ("--check", check), ("a directory", dir != nil && cancel)])
        guard cancel || dir != nil else { throw ValidationError("say where to: a directory of the daemon's machine") }
    }

    func run() throws {
        let connection = try global.connectAsOperator()
        guard let dir else { return try JobCancellation.run(.backup, connection, global) }
        var request = Locker_V1_BackupRequest()
        request.directory = URL(fileURLWithPath: dir).standardizedFileURL.path
        request.check = check
        let job = try global.follow(.backup, connection) { () throws(LockerError) in
            try connection.call(AdminMethods.backup, request)
        }
        global.report(BackupText.json(job.backup), BackupText.text(job.backup))
    }
}
