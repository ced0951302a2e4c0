import LockerAPI
import LockerClient
import POSIXSupport

/// Tells report and observer what becomes of one entry.
final class RestoreAccount: Sendable {
    private let path: [UInt8]
    private let isFile: Bool
    /// Bytes.
    private let size: Int
    private let report: Monitor<RestoreReport>
    private let observer: any ProgressObserver
    private let isWritten = Monitor(false)

    init(_ entry: Locker_V1_Entry, in report: Monitor<RestoreReport>, _ observer: any ProgressObserver) {
        path = Array(entry.path)
        isFile = entry.kind == .file
        size = Int(clamping: entry.size)
        self.report = report
        self.observer = observer
    }

    /// Its content is there, under a temporary name.
    func write() {
        isWritten.withLock { $0 = true }
        observer.advance(files: 0, bytes: size)
    }

    /// What became of it in the end.
    func close(_ outcome: RestoreOutcome) {
        let written = isWritten.withLock { $0 }
        if written, outcome != .written { observer.advance(files: 0, bytes: -size) }
        switch outcome {
        case .skipped(let reason):
            let skipped = Skipped(path: path, reason: reason)
            observer.skipped(skipped)
            report.withLock { $0.skipped.append(skipped) }
        case .unchanged where isFile:
            observer.spared(files: 1, bytes: size)
            report.withLock { report in
                report.unchanged += 1
                report.logicalBytes = report.logicalBytes.adding(size)
            }
        case .written where isFile:
            observer.advance(files: 1, bytes: 0)
            report.withLock { report in
                report.restored += 1
                report.logicalBytes = report.logicalBytes.adding(size)
            }
        case .unchanged, .written: break
        }
    }
}
