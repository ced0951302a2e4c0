import Glibc

/// A question to the person at the terminal.
enum Confirmation {
    /// Whether there is one: scripts are not asked.
    static var isPossible: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    /// Asks, and returns whether the answer is yes. No answer is none.
    static func ask(_ question: String) -> Bool {
        Console.note("\(question) [y/N] ")
        guard let answer = readLine() else {
            Console.note("\n")
            return false
        }
        return ["y", "yes"].contains(answer.lowercased())
    }

    /// Asks before something is removed, unless the answer was given before, or there is nobody to ask.
    ///
    /// - Throws: ``ExitStatus/failed`` for a no, which is said.
    static func require(_ question: () throws -> String, given: Bool) throws {
        guard !given, isPossible else { return }
        guard ask(try question()) else {
            Console.note("locker: nothing was removed\n")
            throw ExitStatus.failed
        }
    }
}
