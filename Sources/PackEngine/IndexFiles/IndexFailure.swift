import POSIXSupport

/// Why the index cannot say or take something.
enum IndexFailure: Error {
    /// A file of it is not what was written: it is to be made anew of the packs.
    case damage(IndexDamage)
    case system(SystemError)
    case closed

    /// Whether the disk had no room.
    var isNoRoom: Bool {
        if case .system(let error) = self { error.isNoRoom } else { false }
    }

    /// What a failed read amounts to.
    static func reading(_ error: SystemError, _ file: String) -> IndexFailure {
        error.isDamage ? .damage(IndexDamage(file: file, what: "it cannot be read: \(error)")) : .system(error)
    }
}

/// What is wrong with a file of the index.
struct IndexDamage: Error, CustomStringConvertible {
    let file: String
    let what: String

    var description: String { "\(file): \(what)" }
}

/// Runs `body`, whose failures are the system's.
func translatingToIndexFailure<Result>(
    _ body: () throws(SystemError) -> Result
) throws(IndexFailure) -> Result {
    do throws(SystemError) { return try body() } catch { throw .system(error) }
}

/// Runs `body`, which reads `file`.
func readingIndex<Result>(
    _ file: String, _ body: () throws(SystemError) -> Result
) throws(IndexFailure) -> Result {
    do throws(SystemError) { return try body() } catch { throw .reading(error, file) }
}
