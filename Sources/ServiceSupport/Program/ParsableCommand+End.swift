import ArgumentParser
import Foundation

extension ParsableCommand {
    /// Ends the process with what became of the command line. Bad usage exits with 2, as `locker` does, and not with the
    /// parser's own 64.
    package static func end(with error: any Error) -> Never {
        guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
        FileHandle.standardError.write(Data((fullMessage(for: error) + "\n").utf8))
        Foundation.exit(2)
    }
}
