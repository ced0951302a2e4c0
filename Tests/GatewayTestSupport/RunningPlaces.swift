/// How many daemons and gateways run at a time in the process of the tests: each has some 60 threads, and a system may
/// have no more than 5,000 for all of it.
package actor RunningPlaces {
    package static let shared = RunningPlaces(32)

    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    private init(_ places: Int) {
        free = places
    }

    /// Calls `body` when its turn comes.
    package nonisolated func with<Value>(_ body: () async throws -> Value) async rethrows -> Value {
        await take()
        do {
            let value = try await body()
            await give()
            return value
        } catch {
            await give()
            throw error
        }
    }

    private func take() async {
        if free > 0 {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    private func give() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().resume()
        }
    }
}
