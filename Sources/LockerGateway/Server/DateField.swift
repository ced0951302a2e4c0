import HTTPContent
import Synchronization

/// The field Date of answers, written once a second.
final class DateField: Sendable {
    private let last = Mutex<(date: HTTPDate, text: String)?>(nil)

    var text: String {
        let now = HTTPDate.now
        return last.withLock { last -> String in
            if let known = last, known.date == now { return known.text }
            let text = now.fieldValue
            last = (date: now, text: text)
            return text
        }
    }
}
