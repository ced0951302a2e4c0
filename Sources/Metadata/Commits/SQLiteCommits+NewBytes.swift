import GRDB
import LockerBase

extension SQLiteCommits {
    package func newBytes(
        of delta: Delta, among novelty: (Digest) -> Novelty, limit: Int64, check: () throws(LockerError) -> Void
    ) throws(LockerError) -> Int64? {
        let puts = DeltaFiles(delta, novelty)
        return try sqlite.read { (database) throws -> Int64? in
            guard let library = try Library.withID(delta.library, database),
                let holdings = try AccountHoldings.ofAccount(library.account, database)
            else { return nil }
            // With nothing that anything could be the same as, as before most first commits, nothing is looked up.
            let isLookedUp = holdings.versions > 0
            let (lookups, isBeyond) = holdings.libraries.multipliedReportingOverflow(by: Int64(puts.possible))
            if isLookedUp, isBeyond || lookups > limit { return nil }
            let statement = try DirectStatement(SQLiteCommits.holdsSQL, database)
            statement.bind(library.account, at: 2)
            var (bytes, last): (Int64, Digest?) = (0, nil)
            for place in 0..<puts.count {
                try check()
                let (blob, size, isCertain) = puts.content(at: place)
                guard let blob, blob != last else { continue }
                last = blob
                if isLookedUp, !isCertain, try SQLiteCommits.isHeld(blob, statement) { continue }
                let (sum, overflow) = bytes.addingReportingOverflow(size)
                bytes = overflow ? .max : sum
            }
            return bytes
        }
    }

    private static func isHeld(_ blob: Digest, _ statement: DirectStatement) throws -> Bool {
        statement.bind(blob, at: 1)
        defer { statement.reset() }
        return try statement.step()
    }

    /// Looks into each library of the account once, as ``SQLiteBlobs/ownedSQL`` does, and into no entry.
    package static let holdsSQL =
        [("entry_chunk", "NOT NULL"), ("entry_blob", "NULL")].map { index, chunk in
            """
            SELECT 1 FROM library CROSS JOIN entry INDEXED BY \(index)
            ON entry.blob = ?1 AND entry.library = library.id AND entry.chunk IS \(chunk)
            WHERE library.account = ?2
            """
        }.joined(separator: "\nUNION ALL\n") + "\nLIMIT 1"
}
