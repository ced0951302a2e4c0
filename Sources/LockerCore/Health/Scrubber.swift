import LockerBase
import Logging
import POSIXSupport
import PackEngine

/// Verifies the store all the time, so slowly that every pack is read once in so many days.
///
/// Which pack is next follows from when each was verified, which the index remembers: a restart loses nothing. Most
/// latent errors of disks are found by such a reader before they are met by one that needs the bytes (Schwarz et al.,
/// "Disk Scrubbing in Large Archival Storage Systems", MASCOTS 2004).
final class Scrubber: Sendable {
    private let packs: PackStore
    private let period: Double
    private let logger: Logger
    private let isStopping = Monitor(false)
    private let thread = Monitor<Thread?>(nil)

    /// How long to wait when no pack is due, in seconds.
    private static let idle = 60.0
    /// Bytes between two pauses.
    private static let slice = 4 << 20
    /// The least speed, in bytes a second: what is left of a small store is no burden.
    private static let leastSpeed = 1 << 20

    /// - Parameter days: in which every pack is to be read once.
    init(_ packs: PackStore, days: Double, logger: Logger) {
        self.packs = packs
        self.logger = logger
        period = days * 24 * 60 * 60
    }

    func start() throws(LockerError) {
        let started = try translatingSystemErrors(remedy: "the scrub cannot be started") { () throws(SystemError) in
            try Thread("scrub") { [self] in run() }
        }
        thread.withLock { $0 = started }
    }

    /// Ends it soon, and waits for that.
    func stop() {
        isStopping.withLock { $0 = true }
        isStopping.notifyAll()
        let running = thread.withLock { $0.take() }
        running?.join()
    }

    private func run() {
        let context = ReadContext()
        // Packs that cannot be opened, or of which it cannot be noted that they were read: the others come first.
        var left: Set<PackName> = []
        while !isStopping.withLock({ $0 }) {
            do throws(LockerError) {
                if try !scrubOne(using: context, &left) {
                    left = []
                    pause(Scrubber.idle)
                }
            } catch {
                if isStopping.withLock({ $0 }) { return }
                logger.warning("the scrub is interrupted: \(error.logText)")
                logger.debug("the scrub is interrupted: \(error)")
                pause(Scrubber.idle)
            }
        }
    }

    /// Verifies the pack that is due most, of those not in `left`. False when none is.
    private func scrubOne(using context: ReadContext, _ left: inout Set<PackName>) throws(LockerError) -> Bool {
        let all = try packs.verification.packsToVerify()
        let due = Clock.now() / 1_000_000_000 - Int64(period)
        let isDue = { (pack: VerifiablePack) in pack.verified ?? 0 < due && pack.isSealed && !left.contains(pack.name) }
        guard let pack = all.first(where: isDue) else { return false }
        let total = all.reduce(0) { $0 + $1.size }
        var pacer = Pacer(bytesPerSecond: max(Scrubber.leastSpeed, Int(Double(total) / period)))
        var waiting = 0
        let found = try packs.verification.verify(pack.name, .records, using: context) { (bytes) throws(LockerError) in
            waiting += bytes
            guard waiting >= Scrubber.slice else { return }
            pause(pacer.delay(before: waiting))
            waiting = 0
            if isStopping.withLock({ $0 }) { throw LockerError(.unavailable, "the daemon is stopping") }
        }
        if let found, !found.isComplete || found.unnoted != nil { left.insert(pack.name) }
        if let found, found.damaged > 0 {
            logger.error("the scrub found \(found.damaged) damaged records or packs in \(pack.name.fileName)")
        }
        return true
    }

    private func pause(_ seconds: Double) {
        _ = isStopping.wait(seconds: seconds) { $0 ? () : nil }
    }
}
