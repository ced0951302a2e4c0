/// What became of an entry.
package enum RestoreOutcome: Sendable, Equatable {
    case written
    /// It is there already.
    case unchanged
    /// Something else is there, or in the way, or the system refused: the reason.
    case skipped(String)
}
