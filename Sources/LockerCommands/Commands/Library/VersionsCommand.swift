import ArgumentParser
import LockerBase
import LockerClient
import LockerSync

struct VersionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "versions", abstract: "List the contents that an entry had, newest first.",
        discussion: "One that came back is listed once, with all revisions that it was in.")

    @Argument(help: "The entry.", completion: Completion.paths, transform: EntryPath.init(argument:))
    var path: EntryPath

    @OptionGroup var library: LibraryOption
    @OptionGroup var global: GlobalOptions

    func run() throws {
        let connection = try global.connect()
        let reader = LibraryReader(connection: connection, library: try library.name(connection))
        let (path, versions) = try found(in: reader)
        global.print(
            JSONValue.object(EntryJSON.path(path.bytes)).merging([
                "library": .string(reader.library), "versions": .array(versions.map { VersionText.json($0) }),
            ]),
            VersionText.table(versions))
    }

    /// The entry in any revision, by the name as it is written, or else as names are shown.
    private func found(in reader: LibraryReader) throws -> (EntryPath, [PathVersion]) {
        let shown = EntryPath.unescaped(path.bytes).flatMap { try? EntryPath($0) }
        for candidate in [path, shown].compactMap({ $0 }) {
            let versions = try reader.versions(of: candidate)
            if !versions.isEmpty { return (candidate, versions) }
        }
        if try reader.holds(path) { throw LockerError(.invalidArgument, "\(path): a folder; name an entry in it") }
        throw LockerError(.notFound, "\(path): no such entry in any revision that is kept", hint: .searchRevisions)
    }
}
