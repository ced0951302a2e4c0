import LockerBase
import LockerSync
import Synchronization

/// Passes on how syncs go one after the other, and of what is passed over again and again the first time alone.
final class FirstSkips: ProgressObserver {
    private struct Told {
        /// What the sync before has passed over.
        var before: Set<[UInt8]> = []
        /// And this one so far.
        var now: Set<[UInt8]> = []
    }

    private let observer: any ProgressObserver
    private let told = Mutex(Told())

    init(_ observer: any ProgressObserver) {
        self.observer = observer
    }

    /// Takes note that a sync is done.
    func next() {
        told.withLock { told in
            told.before = told.now
            told.now = []
        }
    }

    func begin(files: Int, bytes: Int) { observer.begin(files: files, bytes: bytes) }
    func advance(files: Int, bytes: Int) { observer.advance(files: files, bytes: bytes) }
    func spared(files: Int, bytes: Int) { observer.spared(files: files, bytes: bytes) }
    func committed(revision: UInt64) { observer.committed(revision: revision) }
    func waits(_ seconds: Double, after error: LockerError) { observer.waits(seconds, after: error) }
    func end() { observer.end() }

    func skipped(_ item: Skipped) {
        let key = item.path + [0] + Array(item.reason.utf8)
        let isFirst = told.withLock { told in
            told.now.insert(key)
            return !told.before.contains(key)
        }
        if isFirst { observer.skipped(item) }
    }
}
