import LockerAPI
import LockerBase
import LockerClient

extension LibraryReader {
    /// The library's newest revision; nil where it has none, or there is no such library.
    func newest() throws(LockerError) -> Locker_V1_Revision? {
        do throws(LockerError) {
            return try revisions(limit: 1).first
        } catch {
            if error.code == .notFound { return nil }
            throw error
        }
    }

    /// Its number; 0 where there is none.
    func newestRevision() throws(LockerError) -> UInt64 { try newest()?.number ?? 0 }
}
