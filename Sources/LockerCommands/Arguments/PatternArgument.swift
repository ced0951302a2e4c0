import ArgumentParser
import LockerBase
import LockerSync
import Synchronization

/// A pattern of the command line, and where it stands there: the parser gives each option its values alone, and of
/// several options the last one counts.
struct PatternArgument {
    /// As an ignore file has it.
    let bytes: [UInt8]
    let place: Int

    /// The parser makes them in the order in which they stand.
    private static let places = Mutex(0)

    /// What `--exclude` leaves out.
    init(excluding text: String) throws {
        try self.init(ArgumentBytes.bytes(of: text), text)
    }

    /// What `--include` takes back: the pattern of the same behind a `!`.
    init(including text: String) throws {
        guard !text.hasPrefix("!") else {
            throw ValidationError("'\(text.printable)': --include takes a pattern without !; --exclude leaves out")
        }
        try self.init([UInt8(ascii: "!")] + ArgumentBytes.bytes(of: text), text)
    }

    private init(_ bytes: [UInt8], _ text: String) throws {
        guard IgnoreRules.isPattern(bytes) else {
            throw ValidationError(
                "'\(text.printable)': not a pattern; gitignore(5) tells of them, and one has at most 4096 bytes")
        }
        self.bytes = bytes
        place = PatternArgument.places.withLock { places in
            places += 1
            return places
        }
    }
}
