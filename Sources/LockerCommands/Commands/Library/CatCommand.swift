import ArgumentParser
import Glibc
import LockerBase
import LockerClient
import LockerSync

struct CatCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cat", abstract: "Write a file, or a range of it, to standard output.")

    @Argument(help: "The entry.", completion: Completion.paths, transform: EntryPath.init(argument:))
    var path: EntryPath

    @Option(help: ArgumentHelp("The first byte to write, counted from 0.", valueName: "n"))
    var offset = 0

    @Option(help: ArgumentHelp("The bytes to write (default: to the end).", valueName: "n"))
    var length: Int?

    @OptionGroup var library: LibraryOption
    @OptionGroup var revision: RevisionOption
    @OptionGroup var global: GlobalOptions

    func validate() throws {
        guard offset >= 0 else { throw ValidationError("--offset must not be negative.") }
        guard (length ?? 0) >= 0 else { throw ValidationError("--length must not be negative.") }
    }

    func run() throws {
        let connection = try global.connect()
        let name = try library.name(connection)
        let reader = LibraryReader(connection: connection, library: name)
        let revision = try revision.number(in: reader)
        let fetch = FileFetch(connection: connection, library: name, revision: revision)
        let path = try reader.meant(by: path, revision: revision)
        try global.interruptible("interrupted: not all was written") {
            try PipeReader.tolerating {
                _ = try fetch.stream(
                    path, offset: offset, length: length, to: STDOUT_FILENO, called: "standard output")
            }
        }
    }
}
