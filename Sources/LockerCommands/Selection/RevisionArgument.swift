import ArgumentParser
import Glibc
import LockerAPI
import LockerBase
import LockerClient
import LockerSync

/// A revision as the command line names it: by its number, as `latest`, or by when it was the newest.
package enum RevisionArgument: Equatable, Sendable {
    case newest
    case number(UInt64)
    /// The newest that was made at or before a moment, in nanoseconds since 1970.
    case madeBy(Int64)

    /// - Throws: for what names no revision.
    package init(argument: String) throws {
        try self.init(argument: argument, isZeroAllowed: false)
    }

    /// - Parameter isZeroAllowed: whether 0 stands for the empty library, before the first revision.
    package init(argument: String, isZeroAllowed: Bool) throws {
        guard let revision = try RevisionArgument.parse(argument, isZeroAllowed: isZeroAllowed) else {
            throw ValidationError(
                "'\(argument)': not a revision; give its number, latest, a date such as 2026-11-28 or "
                    + "2026-11-28T10:20, or an age such as 3d")
        }
        self = revision
    }

    /// The revision that `text` names; nil for what is written as none is.
    ///
    /// - Throws: for a number that no revision has, and an age of nothing.
    static func parse(_ text: String, isZeroAllowed: Bool) throws -> RevisionArgument? {
        if text == "latest" { return .newest }
        if let moment = MomentArgument(text) { return .madeBy(moment.nanoseconds) }
        if (try? Age(text)) != nil { return .madeBy(moment(before: try Age(argument: text))) }
        guard !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        guard let number = UInt64(text), number <= UInt64(Int64.max) else {
            throw ValidationError("\(text): no revision has such a number")
        }
        guard number > 0 || isZeroAllowed else { throw ValidationError("\(text): revisions are numbered from 1") }
        return .number(number)
    }

    /// When it was so long ago.
    private static func moment(before age: Age) -> Int64 {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let (moment, isBeyond) = (Int64(now.tv_sec) - age.seconds).multipliedReportingOverflow(by: 1_000_000_000)
        return isBeyond ? .min : moment + Int64(now.tv_nsec)
    }

    /// Its number; nil for the newest one.
    ///
    /// - Throws: ``LockerError/Code/notFound`` when no revision that is kept is so old.
    package func number(in reader: LibraryReader) throws(LockerError) -> UInt64? {
        switch self {
        case .newest: return nil
        case .number(let number): return number
        case .madeBy(let moment):
            if let revision = try reader.revision(madeBy: moment) { return revision.number }
            let oldest = try reader.revisions().last.map { oldest in
                "the oldest that is kept, \(oldest.number), was made at \(HumanText.moment(oldest.created))"
            }
            throw LockerError(
                .notFound,
                "library '\(reader.library.printable)': it has no revision made at or before "
                    + "\(HumanText.moment(moment)); \(oldest ?? "there is none")")
        }
    }

    /// Its number, of the newest too.
    func known(in reader: LibraryReader) throws(LockerError) -> UInt64 {
        if let number = try self.number(in: reader) { return number }
        return try reader.newestNumber()
    }
}
