import Glibc
import LockerBase

/// A line that nobody is to see, from standard input.
enum SecretInput {
    /// More than any password or token.
    private static let limit = 4096

    /// Asks the person at the terminal, which shows nothing of what is typed.
    static func ask(_ question: String) throws(LockerError) -> String {
        guard Confirmation.isPossible else {
            throw LockerError(
                .failedPrecondition, "there is no terminal to ask at; give the secret on standard input, as --help says"
            )
        }
        var shown = termios()
        guard tcgetattr(STDIN_FILENO, &shown) == 0 else {
            throw LockerError(.failedPrecondition, "the terminal does not say how it shows what is typed")
        }
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO)
        let restored = shown
        let show: @Sendable () -> Void = {
            var settings = restored
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
        }
        // A terminal that stays dumb would be somebody's next riddle.
        return try Interrupts.during(stop: nil, say: show) { () throws(LockerError) -> String in
            guard tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden) == 0 else {
                throw LockerError(.failedPrecondition, "the terminal would show what is typed")
            }
            defer {
                show()
                Console.note("\n")
            }
            Console.note("\(question): ")
            return try line()
        }
    }

    /// The first line of standard input.
    static func line() throws(LockerError) -> String {
        var bytes: [UInt8] = []
        while bytes.count <= limit {
            var byte: UInt8 = 0
            let count = read(STDIN_FILENO, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count > 0, byte != UInt8(ascii: "\n") else { break }
            bytes.append(byte)
        }
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        guard !bytes.isEmpty, bytes.count <= limit, let text = String(validating: bytes, as: UTF8.self) else {
            throw LockerError(.invalidArgument, "standard input has no line of text of at most \(limit) bytes")
        }
        return text
    }
}
