import LockerAPI
import LockerSync
import POSIXSupport

/// Ends the connection of a run at one of the moments at which it tells of its work: the daemon hears no more of it.
/// What the device remembers then is kept, since a run that is killed writes nothing down any more.
final class KillingProgress: ProgressObserver {
    private let left: Monitor<Int>
    private let kept = Monitor<[String: [UInt8]]?>(nil)
    private let device: TestDevice
    private let connection: LockerConnection

    /// - Parameter moment: how often the run tells of its work until then.
    init(_ device: TestDevice, _ connection: LockerConnection, at moment: Int) {
        (self.device, self.connection) = (device, connection)
        left = Monitor(moment)
    }

    /// What the device remembered then; nil when the run was not killed.
    var memory: [String: [UInt8]]? { kept.withLock { $0 } }

    func begin(files: Int, bytes: Int) { tell() }
    func advance(files: Int, bytes: Int) { tell() }
    func spared(files: Int, bytes: Int) { tell() }
    func skipped(_ item: Skipped) {}
    func committed(revision: UInt64) { tell() }
    func end() {}

    private func tell() {
        let isNow = left.withLock { left -> Bool in
            left -= 1
            return left == 0
        }
        guard isNow else { return }
        let memory = try? device.memory()
        kept.withLock { $0 = memory }
        connection.close()
    }
}
