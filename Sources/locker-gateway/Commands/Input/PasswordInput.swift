import Glibc
import LockerBase
import POSIXSupport

/// Reads passwords.
enum PasswordInput {
    /// Bytes.
    private static let longest = 4096

    /// The first line of standard input.
    static func line() throws(LockerError) -> String {
        var bytes: [UInt8] = []
        while let byte = try nextByte(), byte != UInt8(ascii: "\n") {
            bytes.append(byte)
            guard bytes.count <= longest else { throw isTooLong }
        }
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        return try text(bytes)
    }

    /// Asks at the terminal, which shows nothing of the answer. Keys that end or stop a program do so when the terminal is
    /// as it was.
    static func ask(_ question: String) throws(LockerError) -> String {
        var usual = termios()
        guard tcgetattr(STDIN_FILENO, &usual) == 0 else {
            throw LockerError(SystemError("tcgetattr", on: "the terminal"), remedy: "use --password-stdin")
        }
        var silent = usual
        silent.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON | ISIG)
        write(question)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &usual)
            write("\n")
        }
        return try typed(giveBack: usual)
    }

    /// What is typed up to the end of the line, by the keys that a line has as a rule.
    private static func typed(giveBack usual: termios) throws(LockerError) -> String {
        var bytes: [UInt8] = []
        while let byte = try nextByte() {
            switch byte {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return try text(bytes)
            // Control-C and control-backslash.
            case 3, 28:
                end(byte == 3 ? SIGINT : SIGQUIT, giveBack: usual)
                throw LockerError(.cancelled, "stopped; nothing was changed")
            // Control-D.
            case 4: return try text(bytes)
            case 8, 127: removeLast(&bytes)
            // Control-U.
            case 21: bytes = []
            default: bytes.append(byte)
            }
            guard bytes.count <= longest else { throw isTooLong }
        }
        return try text(bytes)
    }

    /// Takes the last character away, with all of its bytes.
    private static func removeLast(_ bytes: inout [UInt8]) {
        while let last = bytes.popLast(), last & 0xC0 == 0x80 {}
    }

    private static func end(_ signal: Int32, giveBack usual: termios) {
        var usual = usual
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &usual)
        write("\n")
        raise(signal)
    }

    /// Nil at the end.
    private static func nextByte() throws(LockerError) -> UInt8? {
        var byte: UInt8 = 0
        let count = retrying { Glibc.read(STDIN_FILENO, &byte, 1) }
        guard count >= 0 else { throw LockerError(SystemError("read", on: "standard input")) }
        return count == 1 ? byte : nil
    }

    private static func text(_ bytes: [UInt8]) throws(LockerError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw LockerError(.invalidArgument, "the password is not UTF-8; use a terminal that writes it")
        }
        return text
    }

    private static func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = retrying { Glibc.write(STDERR_FILENO, bytes, bytes.count) }
    }

    private static let isTooLong = LockerError(
        .invalidArgument, "the password is too long; use 1,024 bytes or less")
}
