import Glibc
import LockerBase
import POSIXSupport
import Synchronization

/// Standard output and standard error, written whole lines at a time.
enum Console {
    private static let failure = Mutex<SystemError?>(nil)

    /// Why something could not be written to standard output; nil when all of it was, or when its reader has gone away.
    static var outputFailure: SystemError? { failure.withLock { $0 } }

    /// Writes `text` and a line's end to standard output.
    static func print(_ text: String) {
        write(text + "\n", to: STDOUT_FILENO)
    }

    static func print(_ value: JSONValue) {
        print(value.text)
    }

    /// Writes a piece of a line to standard output.
    static func add(_ text: String) {
        write(text, to: STDOUT_FILENO)
    }

    /// Writes `text` to standard error as it is.
    static func note(_ text: String) {
        write(text, to: STDERR_FILENO)
    }

    /// Tells on standard error what a person should know of what has succeeded, a line each.
    static func warn(_ texts: [String]) {
        for text in texts { note("locker: \(text)\n") }
    }

    private static func write(_ text: String, to number: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(number, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                if number == STDOUT_FILENO, errno != EPIPE {
                    let error = SystemError("write", on: "standard output")
                    failure.withLock { $0 = error }
                }
                return
            }
            rest = rest.dropFirst(count)
        }
    }
}
