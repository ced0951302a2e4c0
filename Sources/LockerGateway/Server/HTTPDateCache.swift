import Glibc
import HTTPContent
import Synchronization

/// The date of answers, made once a second.
final class HTTPDateCache: Sendable {
    private let last = Mutex<(second: Int, text: String)>((0, ""))

    var now: String {
        let second = time(nil)
        return last.withLock { last in
            if last.second != second { last = (second, HTTPDate(seconds: Int64(second)).fieldValue) }
            return last.text
        }
    }
}
