import ArgumentParser
import LockerBase

/// `locker`: the root of the command line.
struct LockerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "locker",
        abstract: "Keeps your music, and gives it back bit for bit.",
        usage: """
            locker [--socket <path> | --server <url>] [--account <name>] [--json] [--quiet] [--progress <style>] <command>
            """,
        discussion: """
            TO BRING BACK WHAT WAS:
              locker restore --revision N --path FOLDER DIR   an old folder
              locker restore --revision 2d DIR                all, as it was two days ago
              locker log                                      which revisions there are
              locker find --all-revisions 'NAME*'             which of them had something

            OPTIONS OF EVERY COMMAND:
              --socket <path>     the daemon's socket ($LOCKER_SOCKET)
              --server <url>      a server that 'locker login' knows ($LOCKER_SERVER)
              --ca-file <file>    who signs the server's certificate ($LOCKER_CA_FILE)
              --account <name>    act for this account (operators, frontends)
              --json              print one JSON object on standard output
              -q, --quiet         say only what fails or is skipped
              --progress <style>  auto, plain, json or none

            EXIT STATUS:
              0 done              1 failed           2 bad usage
              3 files skipped     4 not permitted    5 over quota
              6 the daemon cannot be reached            7 another device came first
              8 two devices changed the same, both are kept
              130 interrupted
            """,
        version: LockerVersion.text,
        subcommands: [
            StatusCommand.self, ScanCommand.self, SyncCommand.self, PullCommand.self, WatchCommand.self,
            ListCommand.self, FindCommand.self, GetCommand.self, CatCommand.self, RestoreCommand.self,
            RemoveCommand.self, MoveCommand.self, LogCommand.self, ChangesCommand.self, DiffCommand.self,
            VersionsCommand.self, RevertCommand.self, NoteCommand.self, PurgeCommand.self, UsageCommand.self,
            LibraryCommand.self, DeviceCommand.self, RepairCommand.self, InspectCommand.self, LoginCommand.self,
            LogoutCommand.self, AdminCommand.self,
        ])
}
