import LockerAPI

/// What a library became, or would become, that was made equal to an old revision.
package struct ReversionReport: Sendable {
    /// The old revision.
    package let old: UInt64
    /// The newest revision: the one that was made, or where nothing was to be done the one that there was.
    package internal(set) var revision: UInt64
    /// Entries.
    package internal(set) var added: UInt64 = 0
    package internal(set) var changed: UInt64 = 0
    package internal(set) var removed: UInt64 = 0
    /// What changes, in path order; nil where that was not asked for.
    package internal(set) var changes: [Locker_V1_Change]?
    /// What is done and not quite as one would expect, for a human.
    package internal(set) var warnings: [String] = []

    init(to old: UInt64, from newest: UInt64, lists: Bool) {
        self.old = old
        revision = newest
        changes = lists ? [] : nil
    }

    /// How many entries change.
    package var count: UInt64 { added + changed + removed }

    mutating func add(_ page: [Locker_V1_Change]) {
        for change in page {
            if !change.hasEntry {
                removed += 1
            } else if change.existed {
                changed += 1
            } else {
                added += 1
            }
        }
        changes? += page
    }
}
