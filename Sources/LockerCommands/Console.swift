import Glibc
import LockerBase

/// Standard output and standard error, written whole lines at a time.
enum Console {
    /// Writes `text` and a line's end to standard output.
    static func print(_ text: String) {
        write(text + "\n", to: STDOUT_FILENO)
    }

    static func print(_ value: JSONValue) {
        print(value.text)
    }

    /// Writes `text` to standard error as it is.
    static func note(_ text: String) {
        write(text, to: STDERR_FILENO)
    }

    /// Nobody is told when the reader has gone away: there is nobody to tell.
    private static func write(_ text: String, to number: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(number, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
