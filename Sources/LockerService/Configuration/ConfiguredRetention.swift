import LockerBase
import LockerCore

/// What a compaction leaves of old revisions, before it begins: all of them unless the configuration says so.
struct ConfiguredRetention: Decodable, Sendable {
    /// Keep so many revisions of each library.
    let keepLast: Int64?
    /// Keep what is needed to go back to any moment of that span; see ``Age``.
    let keepWithin: String?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case keepLast = "keep_last"
        case keepWithin = "keep_within"
    }

    /// Nil where it says nothing.
    func rules() throws(LockerError) -> Retention? {
        guard keepLast != nil || keepWithin != nil else { return nil }
        do throws(LockerError) {
            let age = try keepWithin.map { (text) throws(LockerError) in try Age(text) }
            return try Retention(keepLast: keepLast, keepWithin: age?.seconds)
        } catch {
            throw LockerError(.invalidArgument, "the configuration's 'retention': \(error.message)", cause: error)
        }
    }
}
