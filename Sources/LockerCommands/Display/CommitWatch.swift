import LockerBase
import LockerSync
import Synchronization

/// Passes on how a sync goes, and knows what of it stays when it is stopped.
final class CommitWatch: ProgressObserver {
    private let observer: any ProgressObserver
    private let library: String
    private let revision = Mutex<UInt64?>(nil)

    init(_ observer: any ProgressObserver, library: String) {
        self.observer = observer
        self.library = library
    }

    /// What is to be said when the sync is interrupted.
    var lastWords: String {
        let name = library.printable
        guard let revision = revision.withLock({ $0 }) else {
            return "interrupted, and nothing was committed to library \(name); sync again to bring all"
        }
        return "interrupted: what was sent up to revision \(revision) of library \(name) is kept; the next sync goes on"
    }

    func begin(files: Int, bytes: Int) { observer.begin(files: files, bytes: bytes) }
    func advance(files: Int, bytes: Int) { observer.advance(files: files, bytes: bytes) }
    func spared(files: Int, bytes: Int) { observer.spared(files: files, bytes: bytes) }
    func skipped(_ item: Skipped) { observer.skipped(item) }
    func committed(revision: UInt64) { self.revision.withLock { $0 = revision } }
    func waits(_ seconds: Double, after error: LockerError) { observer.waits(seconds, after: error) }
    func end() { observer.end() }
}
