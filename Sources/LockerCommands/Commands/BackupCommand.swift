import ArgumentParser
import Foundation
import LockerAPI
import LockerClient

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the store, as it is at this moment, while it serves.",
        discussion: """
            The copy is a store: lockerd --store DIR serves it. A second backup to the same directory copies only what is \
            new; packs that never change are linked where the file system allows it. The daemon writes the copy, so DIR \
            is a directory of its machine. When this command is stopped, the daemon goes on.
            """)

    @Argument(
        help: "Where to: a directory that is empty, is not there, or holds a backup of this store.",
        completion: .directory)
    var dir: String

    @Flag(help: "Read the whole backup back when it is made.")
    var check = false

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let connection = try global.connect()
        var request = Locker_V1_BackupRequest()
        request.directory = URL(fileURLWithPath: dir).standardizedFileURL.path
        request.check = check
        let display = JobDisplay(global.progressStyle)
        defer { display.end() }
        let started = try connection.call(AdminMethods.backup, request)
        let job = try JobWatch(connection: connection).follow(started, display.show)
        display.end()
        global.report(BackupText.json(job.backup), BackupText.text(job.backup))
    }
}
