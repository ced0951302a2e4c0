/// Which threads answer a method: each lane has its own, so that calls that wait for one thing never keep those waiting
/// that need another.
public enum Lane: Int, Sendable, CaseIterable {
    /// Answers from memory and the database, within milliseconds.
    case quick
    /// Waits for the disk, and for other calls that change the same library.
    case commit
    /// Takes content in, for as long as there is of it.
    case ingest
    /// Gives content out, for as long as there is of it.
    case restore
}
