import LockerBase
import NIOCore
import Synchronization

/// Whether the client of a connection has left it, and what ends when it does.
///
/// One that has closed its own direction alone cannot be told from one that has left, as long as nothing is sent: whoever
/// waits for what takes a while to make is taken to have left.
package final class Departure: Sendable {
    private struct State {
        var isOver = false
        var next: UInt64 = 0
        var waiting: [UInt64: @Sendable () -> Void] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    /// That of the client of a connection of the gateway's.
    package static func of(_ channel: any Channel) async -> Departure {
        let known = channel.eventLoop.submit {
            try channel.pipeline.syncOperations.handler(type: DepartureHandler.self).departure
        }
        if let departure = try? await known.get() { return departure }
        // The connection has ended, and its handlers are gone.
        let departure = Departure()
        departure.end()
        return departure
    }

    /// Takes note that it has left.
    package func end() {
        let waiting = state.withLock { state -> [@Sendable () -> Void] in
            state.isOver = true
            defer { state.waiting = [:] }
            return Array(state.waiting.values)
        }
        for stop in waiting { stop() }
    }

    /// Runs `body` in a task that is cancelled when the client leaves, or has left.
    package func whileThere<Value: Sendable>(
        _ body: @escaping @Sendable () async throws(LockerError) -> Value
    ) async throws(LockerError) -> Value {
        let task = Task { () async -> Result<Value, LockerError> in
            do throws(LockerError) {
                return .success(try await body())
            } catch {
                return .failure(error)
            }
        }
        let number = add { task.cancel() }
        defer { remove(number) }
        let result = await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
        return try result.get()
    }

    /// Has `stop` called when the client leaves, at once where it has.
    private func add(_ stop: @escaping @Sendable () -> Void) -> UInt64 {
        let (number, isOver) = state.withLock { state -> (UInt64, Bool) in
            state.next += 1
            if !state.isOver { state.waiting[state.next] = stop }
            return (state.next, state.isOver)
        }
        if isOver { stop() }
        return number
    }

    private func remove(_ number: UInt64) {
        state.withLock { _ = $0.waiting.removeValue(forKey: number) }
    }
}
