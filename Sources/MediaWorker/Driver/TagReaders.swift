import LockerBase
import POSIXSupport

/// Workers that read tags, as many as there are to be at a time, started when they are needed. A song that brings one down
/// costs itself alone.
package final class TagReaders: Sendable {
    let slots: WorkerSlots
    let starts: WorkerStarts
    /// A thread for each worker, to wait for it.
    private let threads: WorkerPool

    /// Songs after which a worker makes room for a new one: what a parser has lost of its memory goes with it.
    static let life = 1000

    /// Begins without any; each is started as `command` says.
    package init(_ command: WorkerCommand = .ofThisProgram, workers: Int) throws(LockerError) {
        slots = WorkerSlots(max(1, workers))
        starts = WorkerStarts(command)
        threads = try translatingSystemErrors { () throws(SystemError) in
            try WorkerPool(name: "tags", threads: max(1, workers))
        }
    }

    /// Ends the workers that do nothing, and lets nobody have one any more. To be called once, when nobody reads.
    package func close() {
        slots.close()
        threads.finish()
    }

    /// Runs `body`, which blocks, on a thread of its own. For who has a turn.
    func onThread<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            threads.submit { continuation.resume(returning: body()) }
        }
    }

    /// Waits for a turn and runs `body` with it; gives back what `body` left of it.
    func withTurn<Value>(
        for owner: String, _ body: (inout WorkerTurn) async throws(LockerError) -> Value
    ) async throws(LockerError) -> Value {
        guard let turn = await slots.take(for: owner) else {
            throw LockerError(.cancelled, "nobody waits for the songs any more")
        }
        var held = WorkerTurn(turn, of: owner)
        if let leaving = turn.leaving { await onThread { leaving.end() } }
        do throws(LockerError) {
            let value = try await body(&held)
            slots.give(held.idle, of: owner)
            return value
        } catch {
            // It may be amid a song.
            if let process = held.process { await onThread { process.end() } }
            slots.give(nil, of: owner)
            throw error
        }
    }
}
