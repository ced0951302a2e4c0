import Glibc
import LockerBase
import POSIXSupport

/// Compares modification times as the disks of a restore's folder can keep them: some have whole seconds, or every
/// other one, or a first and a last year. For one thread.
final class TargetTimes {
    enum TimeComparison {
        case same
        case different
        /// The disk refuses times.
        case untold
    }

    /// In what steps disks keep times that are not exact, in nanoseconds.
    private static let steps: [Int64] = [100, 1000, 10_000_000, 1_000_000_000, 2_000_000_000]

    private let isRehearsal: Bool
    /// A file on each disk that was asked, which is given the times in question; nil where none can be made.
    private var probes: [UInt64: TemporaryFile?] = [:]

    /// - Parameter isRehearsal: whether no file may be made: then a time is taken for the wanted one where it is that as
    ///   some disk would keep it.
    init(isRehearsal: Bool = false) {
        self.isRehearsal = isRehearsal
    }

    /// Whether `there` is what a file in `folder` that is given the time `wanted` has.
    func compare(_ there: stat, with wanted: Int64, in folder: Descriptor) throws(LockerError) -> TimeComparison {
        let found = nanoseconds(there.st_mtim)
        if found == wanted { return .same }
        if isRehearsal {
            let isSame = TargetTimes.steps.contains { found % $0 == 0 && (0..<$0).contains(wanted &- found) }
            return isSame ? .same : .different
        }
        guard let probe = try probe(of: UInt64(there.st_dev), in: folder) else { return .different }
        if probe.finish(modified: wanted, mode: nil).contains(.times) { return .untold }
        guard let status = try? probe.descriptor.status() else { return .different }
        return nanoseconds(status.st_mtim) == found ? .same : .different
    }

    private func probe(of device: UInt64, in folder: Descriptor) throws(LockerError) -> TemporaryFile? {
        if let probe = probes[device] { return probe }
        let probe = try attempting { () throws(SystemError) in try TemporaryFile.make(in: folder) }
        probes[device] = .some(probe)
        return probe
    }
}
