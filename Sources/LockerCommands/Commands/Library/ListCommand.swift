import ArgumentParser
import LockerAPI
import LockerBase
import LockerClient

struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ls", abstract: "List a library's entries.",
        discussion: """
            Where the library has nothing at the path, it may be a pattern: * and ? stand for anything but /, ** for \
            that too; one with a / is of whole paths, any other one of names. A folder is listed with all that is in \
            it, with --one-level with what is directly in it, folders with a / behind their names.
            """)

    @Argument(
        help: "Only this entry, or those below this folder, or what this pattern matches.",
        completion: Completion.paths, transform: PathOrGlob.init(argument:))
    var path: PathOrGlob?

    @OptionGroup var library: LibraryOption
    @OptionGroup var revision: RevisionOption

    @Flag(
        name: .shortAndLong,
        help: """
            With permission bits, sizes, modification times, the first digits of blobs, and artist and title of songs \
            that the catalog has.
            """)
    var long = false

    @Flag(help: "Only what is directly in the folder.")
    var oneLevel = false

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let connection = try global.connect()
        if oneLevel { try connection.require(.folders, to: "list one level of a folder") }
        let reader = LibraryReader(connection: connection, library: try library.name(connection))
        let revision = try revision.number(in: reader)
        let place = try path?.place(in: reader, revision)
        if oneLevel, place?.glob != nil {
            throw LockerError(.invalidArgument, "--one-level is of a folder, and not of a pattern; name the folder")
        }
        try list(place?.under, place?.glob, reader, revision)
    }

    private func list(
        _ folder: EntryPath?, _ glob: PathGlob?, _ reader: LibraryReader, _ revision: UInt64?
    ) throws {
        var list = JSONList("entries")
        var isEmpty = true
        let listed = try reader.forEachPage(
            revision: revision, under: folder, isOneLevel: oneLevel
        ) { (page) throws(LockerError) in
            let found = glob.map { glob in page.filter { glob.covers($0.path) } } ?? page
            isEmpty = isEmpty && found.isEmpty
            if global.json {
                list.add(try objects(found, reader))
            } else if !found.isEmpty {
                Console.print(try lines(found, reader).joined(separator: "\n"))
            }
        }
        if let path, isEmpty, try !isEmptyFolder(folder, in: reader, listed) {
            let shown = glob == nil ? folder?.description : nil
            throw LockerError(
                .notFound, "\(shown ?? path.text): no such entry in revision \(listed)",
                hint: revision == nil ? .listEntries : .searchRevisions)
        }
        if global.json { list.finish(["library": .string(reader.library), "revision": .unsigned(listed)]) }
    }

    private func objects(
        _ entries: [Locker_V1_Entry], _ reader: LibraryReader
    ) throws(LockerError) -> [JSONValue] {
        let names = try TrackNames(connection: reader.connection).names(of: entries)
        return entries.map { .object(EntryJSON.members($0, names[$0.track])) }
    }

    private func lines(_ entries: [Locker_V1_Entry], _ reader: LibraryReader) throws(LockerError) -> [String] {
        guard long else { return entries.map { EntryText.name($0) } }
        let names = try TrackNames(connection: reader.connection).names(of: entries)
        return entries.map { EntryText.long($0, names[$0.track]) }
    }

    /// Whether nothing is listed since nothing is in the folder.
    private func isEmptyFolder(_ folder: EntryPath?, in reader: LibraryReader, _ revision: UInt64) throws -> Bool {
        guard oneLevel, let folder else { return false }
        return try reader.entry(at: folder, revision: revision)?.kind == .folder
    }
}
