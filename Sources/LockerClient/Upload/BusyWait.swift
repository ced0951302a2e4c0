import Glibc
import LockerBase

/// How long is waited for a daemon that has no room for something at the moment, as others have what there is: longer each
/// time, since they give it back as they come to their end, and not for ever.
package struct BusyWait: Sendable {
    /// Seconds before each of the tries that follow a refusal: two minutes in all.
    package static let usual: [Double] = [0.5, 1, 2, 4, 8, 15, 30, 60]

    private let pauses: [Double]
    private var count = 0

    /// - Parameter pauses: as ``usual`` has them.
    package init(_ pauses: [Double] = BusyWait.usual) {
        self.pauses = pauses
    }

    /// Seconds until the next try; nil where there is none any more.
    package var next: Double? { count < pauses.count ? pauses[count] : nil }

    /// Waits for that long.
    package mutating func pause() {
        guard let next else { return }
        count += 1
        usleep(useconds_t(next * 1_000_000))
    }

    /// Takes note that something went through: the next refusal is a first one again.
    package mutating func begin() {
        count = 0
    }

    /// What was refused, with how long was waited for it.
    package func told(_ error: LockerError) -> LockerError {
        let seconds = Int(pauses[..<count].reduce(0, +))
        guard seconds > 0 else { return error }
        let message = "\(error.message) (tried again for \(seconds) seconds)"
        return LockerError(error.code, message, details: error.details, cause: error.cause)
    }
}
