import LockerAPI
import LockerBase
import LockerClient

extension LibraryReader {
    /// Revisions that are asked for at a time.
    private static let page = 1000

    /// The newest revision that was made at or before `moment` (nanoseconds since 1970); nil when none that is kept
    /// was.
    package func revision(madeBy moment: Int64) throws(LockerError) -> Locker_V1_Revision? {
        var before: UInt64 = 0
        while true {
            let page = try revisions(before: before, limit: LibraryReader.page)
            if let found = page.first(where: { $0.created <= moment }) { return found }
            guard page.count >= LibraryReader.page, let last = page.last, before == 0 || last.number < before else {
                return nil
            }
            before = last.number
        }
    }

    /// The number of the newest revision; 0 where there is none.
    package func newestNumber() throws(LockerError) -> UInt64 {
        try revisions(limit: 1).first?.number ?? 0
    }
}
