import ArgumentParser
import LockerBase
import LockerClient

/// Which revision of a library a command is about.
struct RevisionOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The revision: its number, a date or an age, for the newest one made by then, or latest (default: latest).",
            valueName: "revision"),
        transform: RevisionArgument.init(argument:))
    var revision: RevisionArgument?

    /// Its number; nil for the newest one.
    func number(in reader: LibraryReader) throws(LockerError) -> UInt64? {
        guard let revision else { return nil }
        return try revision.number(in: reader)
    }
}
