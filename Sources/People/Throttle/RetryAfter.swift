import LockerBase

/// A refusal that ends by itself.
struct RetryAfter: ImpersonalError, CustomStringConvertible {
    /// At least one.
    let seconds: Int

    var description: String { "try again after \(seconds) s" }
}

extension LockerError {
    /// The seconds after which the same request is looked at, where that is known: of ``Code/tooMany``.
    package var retryAfter: Int? { (cause as? RetryAfter)?.seconds }

    /// The refusal of one try too many.
    static func triesTooOften(wait nanoseconds: Int64) -> LockerError {
        let seconds = max(1, Int((nanoseconds + 999_999_999) / 1_000_000_000))
        return LockerError(
            .tooMany, "too many wrong tries; wait \(seconds) s, then try again",
            cause: RetryAfter(seconds: seconds))
    }

    /// The refusal of a password while others take the memory that looking at it needs.
    static let isBusyHashing = LockerError(
        .tooMany, "too many people sign in at this moment; try again in 5 s", cause: RetryAfter(seconds: 5))
}
