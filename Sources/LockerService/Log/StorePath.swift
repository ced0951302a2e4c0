import LockerBase

/// Where the store is, which is the operator's to know: people are told what happened, and not where. The log has all of
/// it, by the request's name.
struct StorePath: Sendable {
    /// What stands for it.
    private static let stand = "STORE"

    private let directory: String

    init(_ directory: String) {
        self.directory = directory
    }

    /// `text` without it. A relative one says nothing, and may be any word.
    func hidden(in text: String) -> String {
        guard directory.hasPrefix("/"), directory.count > 1 else { return text }
        return text.replacing(directory, with: StorePath.stand)
    }

    func hidden(in error: LockerError) -> LockerError {
        LockerError(error.code, hidden(in: error.message), details: error.details, cause: error.cause)
    }
}
