import Glibc
import LockerBase
import POSIXSupport

/// The clocks that give files their times: this machine's for its own file systems, and for those that another machine
/// or program serves whatever that has. For one thread.
final class FileSystemClock {
    /// How far behind a clock is taken to be that does not tell: a day.
    private static let unknownDelay: Int64 = 86_400_000_000_000

    /// By file system: what its clock is ahead of this machine's, at least.
    private var leads: [UInt64: Int64] = [:]

    /// The latest that `moment` of this machine's clock is sure to have been by the clock of the file system `device`,
    /// which `folder` lies on. Nanoseconds since 1970.
    func moment(_ moment: Int64, of device: UInt64, in folder: Descriptor) -> Int64 {
        let lead = leads[device] ?? FileSystemClock.lead(in: folder)
        leads[device] = lead
        return moment.addingReportingOverflow(lead).partialValue
    }

    /// Asks by making a file, which is removed at once, where the kernel does not give the times itself.
    private static func lead(in folder: Descriptor) -> Int64 {
        if FileSystemKind(of: folder).hasKernelTimes { return 0 }
        guard let file = try? TemporaryFile.make(in: folder), let status = try? file.descriptor.status()
        else { return -unknownDelay }
        let (lead, overflow) = nanoseconds(status.st_mtim).subtractingReportingOverflow(timeOfDay())
        return overflow ? -unknownDelay : lead
    }
}
