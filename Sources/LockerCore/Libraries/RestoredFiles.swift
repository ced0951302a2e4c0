import LockerBase

/// What several files hold.
public struct RestoredFiles: Sendable {
    /// The bytes of each, in their order; 0 for one that failed.
    public internal(set) var sizes: [Int] = []
    /// What they hold, one behind the other.
    public internal(set) var content: [UInt8] = []
    /// Why one of them, by its place, is not given back.
    public internal(set) var failures: [(place: Int, error: LockerError)] = []
}
