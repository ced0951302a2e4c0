import LockerBase

/// What a repair did.
package struct RepairReport: Sendable, Equatable {
    /// Files of the library, in any retained revision, that could not be read back before.
    package var damaged = 0
    /// Of these, files that can be read back again.
    package var healed = 0
    /// Files that still cannot, because the same content is not at hand, in path order.
    package var lost: [Skipped] = []
    /// Bytes of the files that were sent.
    package var sentBytes = 0
    package var seconds = 0.0

    package init() {}
}
