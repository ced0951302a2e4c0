import Foundation
import LockerBase
import POSIXSupport
import PackEngine

/// Verifies packs on as many threads as the machine has cores: hashing is what takes the time.
final class VerificationThreads: Sendable {
    private struct State {
        var next = 0
        var report = VerificationReport()
        /// Bytes, or packs, that were looked at.
        var done = 0
        var pacer: Pacer
        /// Why it is not remembered of a pack that it was verified.
        var unnoted: LockerError?
        var failure: LockerError?
    }

    private let store: PackStore
    private let packs: [VerifiablePack]
    private let isQuick: Bool
    private let job: Job
    private let state: Monitor<State>

    init(_ store: PackStore, _ packs: [VerifiablePack], _ options: VerificationOptions, _ job: Job) {
        self.store = store
        self.packs = packs
        self.job = job
        isQuick = options.isQuick
        state = Monitor(State(pacer: Pacer(bytesPerSecond: options.bytesPerSecond)))
    }

    /// Why it is not remembered of a pack that it was verified, when it is not: a full disk takes no note.
    var unnoted: LockerError? { state.withLock { $0.unnoted } }

    /// - Throws: why not all packs could be verified; when the job was cancelled.
    func finish() throws(LockerError) -> VerificationReport {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        // Without memory for more threads, fewer do.
        let threads = (1..<max(2, cores)).compactMap { number in
            try? Thread("verify-\(number)") { [self] in work() }
        }
        work()
        for thread in threads { thread.join() }
        return try state.withLock { (state) throws(LockerError) in
            if let failure = state.failure { throw failure }
            return state.report
        }
    }

    private func work() {
        let context = ReadContext()
        while let pack = take() {
            do throws(LockerError) {
                let found = try store.verification.verify(pack.name, isQuick ? .structure : .records, using: context) {
                    (bytes) throws(LockerError) in try willRead(bytes)
                }
                if isQuick { try advance(1) }
                if let found { add(found) }
            } catch {
                state.withLock { $0.failure = $0.failure ?? error }
            }
        }
    }

    private func add(_ found: PackVerification) {
        state.withLock { state in
            state.report.add(found)
            if let unnoted = found.unnoted { state.unnoted = state.unnoted ?? unnoted }
        }
    }

    private func take() -> VerifiablePack? {
        state.withLock { state in
            guard state.failure == nil, state.next < packs.count else { return nil }
            defer { state.next += 1 }
            return packs[state.next]
        }
    }

    private func willRead(_ bytes: Int) throws(LockerError) {
        let delay = state.withLock { $0.pacer.delay(before: bytes) }
        if delay > 0 { job.pause(seconds: delay) }
        try advance(bytes)
    }

    private func advance(_ count: Int) throws(LockerError) {
        let done = state.withLock { state in
            state.done += count
            return state.done
        }
        try job.advance(to: done)
    }
}
