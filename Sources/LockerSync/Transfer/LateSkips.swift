import LockerBase
import POSIXSupport

/// Passes on how a transfer goes, and only at its end what was passed over: some of that may come yet.
final class LateSkips: ProgressObserver {
    private let observer: any ProgressObserver
    private let items = Monitor<[Skipped]>([])

    init(_ observer: any ProgressObserver) {
        self.observer = observer
    }

    func begin(files: Int, bytes: Int) { observer.begin(files: files, bytes: bytes) }
    func advance(files: Int, bytes: Int) { observer.advance(files: files, bytes: bytes) }
    func spared(files: Int, bytes: Int) { observer.spared(files: files, bytes: bytes) }
    func skipped(_ item: Skipped) { items.withLock { $0.append(item) } }
    func committed(revision: UInt64) { observer.committed(revision: revision) }
    func waits(_ seconds: Double, after error: LockerError) { observer.waits(seconds, after: error) }
    func end() { observer.end() }

    /// Forgets that what is at these paths was passed over.
    func takeBack(_ paths: Set<[UInt8]>) {
        items.withLock { items in items.removeAll { paths.contains($0.path) } }
    }

    /// Passes on what was passed over.
    func tell() {
        let told = items.withLock { items -> [Skipped] in
            defer { items = [] }
            return items
        }
        for item in told { observer.skipped(item) }
    }
}
