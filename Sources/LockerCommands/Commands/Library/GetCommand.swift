import ArgumentParser
import Glibc
import LockerBase
import LockerClient
import LockerSync

struct GetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Bring one file back.")

    @Argument(help: "The entry.", completion: Completion.paths, transform: EntryPath.init(argument:))
    var path: EntryPath

    @Option(
        name: [.short, .customLong("output")],
        help: ArgumentHelp(
            "Where to write (default: its name, in the current folder; - is standard output).", valueName: "file"),
        completion: .file(),
        transform: ArgumentBytes.bytes)
    var output: [UInt8]?

    @OptionGroup var library: LibraryOption
    @OptionGroup var revision: RevisionOption
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let connection = try global.connect()
        let name = try library.name(connection)
        let say = global.noting
        let reader = LibraryReader(connection: connection, library: name)
        let revision = try revision.number(in: reader)
        let fetch = FileFetch(connection: connection, library: name, revision: revision) { say($0) }
        let path = try reader.meant(by: path, revision: revision)
        let output = output ?? Array(path.components[path.components.count - 1])
        if output.elementsEqual("-".utf8) {
            try global.interruptible("interrupted: not all of the file was written") {
                try PipeReader.tolerating {
                    _ = try fetch.stream(path, to: STDOUT_FILENO, called: "standard output")
                }
            }
            return
        }
        let words = "interrupted: \(EntryPath.printable(output)) was not written; run the command again"
        let bytes = try global.interruptible(words) { () throws(LockerError) in try fetch.fetch(path, to: output) }
        global.report(
            JSONValue.object(EntryJSON.path(path.bytes))
                .merging(["output": .string(EntryPath.printable(output)), "bytes": JSONValue(bytes)]),
            "\(EntryPath.printable(output)): \(HumanText.size(bytes))")
    }
}
