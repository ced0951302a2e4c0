import FoundationEssentials
import LockerAPI
import LockerBase

extension Locker_V1_IngestRequest {
    /// The request that goes with the descriptor of `file`.
    ///
    /// The daemon compares: what it has staged is known to be the file of this stamp, and a check made here after its
    /// answer would come too late to take the entry back.
    init(_ file: SourceFile, at path: EntryPath, session: UInt64) {
        self.init()
        self.session = session
        self.path = Data(path.bytes)
        modified = file.stamp.modified
        mode = file.mode
        expected.size = UInt64(file.stamp.size)
        expected.modified = file.stamp.modified
        expected.changed = file.stamp.changed
    }
}
