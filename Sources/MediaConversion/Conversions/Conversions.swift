import Glibc
import LockerBase
import LockerMetrics
import POSIXSupport
import Synchronization

/// Conversions that are under way, so many at a time, of which each is made once for all who ask for it meanwhile; what
/// came of one whole is kept for those who come later.
package final class Conversions: Sendable {
    /// What is kept.
    package let files: DerivedFiles
    /// Conversions that have come to their end, those that failed, and those that nobody wanted any more.
    package let done = Counter()
    package let failed = Counter()
    package let stopped = Counter()

    private let ffmpeg: FFmpeg
    private let slots: ConversionSlots
    private let grace: Duration
    private let running = Mutex<[Digest: Conversion]>([:])

    /// The most that wait of one owner, and for each that may run.
    private static let waiting = 8

    /// - Parameters:
    ///   - processes: as many as `ffmpeg` runs at a time.
    ///   - patience: for how long one waits for its turn.
    ///   - grace: for how long one goes on that nobody listens to. Players open a song, look at it, and open it again.
    package init(
        _ ffmpeg: FFmpeg, files: DerivedFiles, processes: Int, patience: Duration = .seconds(20),
        grace: Duration = .seconds(1)
    ) {
        (self.ffmpeg, self.files, self.grace) = (ffmpeg, files, grace)
        let count = max(1, processes)
        slots = ConversionSlots(
            count, waiting: count * Conversions.waiting, ofOwner: Conversions.waiting, patience: patience)
    }

    /// How many run now.
    package var runningCount: Int { slots.running }

    /// Listens to the conversion that makes the file of a name, and begins it unless it is under way.
    package func listener(to name: Digest, _ job: ConversionJob) throws(LockerError) -> ConversionListener {
        if let conversion = running.withLock({ $0[name] }),
            let listener = ConversionListener(conversion, grace: grace)
        {
            return listener
        }
        let draft = try files.begin(for: job.owner)
        let fresh = Conversion(draft, expectedSize: job.expectedSize, largest: files.largest)
        guard let own = ConversionListener(fresh, grace: grace) else {
            throw LockerError(.internal, "a conversion ended before it began")
        }
        let joined = running.withLock { running -> ConversionListener? in
            // Somebody else may have come in between.
            if let other = running[name], let listener = ConversionListener(other, grace: grace) { return listener }
            running[name] = fresh
            return nil
        }
        if let joined { return joined }
        let task = Task { await perform(fresh, name, job) }
        fresh.onStop { task.cancel() }
        return own
    }

    private func perform(_ conversion: Conversion, _ name: Digest, _ job: ConversionJob) async {
        do throws(LockerError) {
            try await slots.take(for: job.owner)
            do throws(LockerError) {
                try await convert(conversion, name, job)
            } catch {
                slots.give(of: job.owner)
                throw error
            }
            slots.give(of: job.owner)
            done.add()
            conversion.finish(.whole)
        } catch {
            (error.code == .cancelled ? stopped : failed).add()
            conversion.finish(.failed(error))
        }
        running.withLock { running in
            if running[name] === conversion { running[name] = nil }
        }
    }

    private func convert(
        _ conversion: Conversion, _ name: Digest, _ job: ConversionJob
    ) async throws(LockerError) {
        let source = try files.begin(for: job.owner)
        // Its name and its room go with it: ffmpeg still reads it by another descriptor.
        defer { withExtendedLifetime(source) {} }
        // What it takes, before anything is fetched for which there is no room in the end.
        try source.reserve(job.size)
        try conversion.draft.reserve(min(job.expectedSize ?? 0, files.largest))
        try await job.fetch(source.descriptor)
        let input = try translatingSystemErrors { () throws(SystemError) in
            try Descriptor.open(source.path, O_RDONLY)
        }
        let end = try await ffmpeg.run(job.arguments, on: input) { conversion.append($0) }
        let progress = try await conversion.progress(beyond: -1)
        if case .failed(let error)? = progress.outcome { throw error }
        switch end {
        case .exited(0) where progress.written > 0: break
        case .stopped: throw LockerError(.cancelled, "nobody waits for the song any more")
        default:
            throw LockerError(
                .failedPrecondition, "the song cannot be converted (\(end)); ask for it as it is, by format=raw")
        }
        try await ffmpeg.onThread { [files] in
            Result { () throws(LockerError) in
                try files.keep(conversion.draft, as: name, size: progress.written)
            }
        }.get()
    }
}
