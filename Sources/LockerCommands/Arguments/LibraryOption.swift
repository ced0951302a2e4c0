import ArgumentParser
import LockerAPI
import LockerBase

/// Which library a command is about.
struct LibraryOption: ParsableArguments {
    @Option(help: ArgumentHelp("The library.", valueName: "name"), completion: Completion.libraries)
    var library = "main"

    func validate() throws {
        try LibraryName.check(library)
    }

    /// The library that is meant; see ``LibraryName/meant(by:_:)``.
    func name(_ connection: LockerConnection) throws(LockerError) -> String {
        try LibraryName.meant(by: library, connection)
    }
}

/// Names of libraries as arguments.
enum LibraryName {
    /// The most UTF-8 bytes in a name.
    private static let maximumLength = 255

    /// - Throws: for what no library can be called.
    static func check(_ name: String) throws {
        guard !name.isEmpty, name.utf8.count <= maximumLength, !name.hasControlCharacters else {
            throw ValidationError(
                "'\(name.printable)': not a library name; use 1 to \(maximumLength) bytes of text without control "
                    + "characters")
        }
    }

    /// The library that somebody means who writes `name`: that one, or where there is none and it is written as names
    /// are shown, the one that is shown so.
    static func meant(by name: String, _ connection: LockerConnection) throws(LockerError) -> String {
        guard let bytes = EntryPath.unescaped(Array(name.utf8)), let shown = String(validating: bytes, as: UTF8.self)
        else { return name }
        let names = try connection.call(LockerMethods.usage, .init()).libraries.map(\.name)
        return !names.contains(name) && names.contains(shown) ? shown : name
    }
}
