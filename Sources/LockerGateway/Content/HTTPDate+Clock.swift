import HTTPContent
import POSIXSupport

extension HTTPDate {
    /// The server's time.
    static var now: HTTPDate { HTTPDate(nanoseconds: MachineClock.time) }

    /// That of a file.
    init(nanoseconds: Int64) {
        self.init(seconds: nanoseconds / 1_000_000_000 - (nanoseconds % 1_000_000_000 < 0 ? 1 : 0))
    }
}
