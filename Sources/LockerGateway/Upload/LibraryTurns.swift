import Synchronization

/// Lets changes of one library go on one after the other: the daemon has three wait and refuses the fourth, whose content
/// has come already.
final class LibraryTurns: Sendable {
    private struct Name: Hashable {
        let account: String
        let library: String
    }

    /// Those who wait, in their order, of each library that somebody changes.
    private let waiting = Mutex<[Name: [CheckedContinuation<Void, Never>]]>([:])

    /// Runs `body` when those that came before are done.
    func run<Value: Sendable>(
        _ library: String, of account: String, _ body: () async throws -> Value
    ) async rethrows -> Value {
        let name = Name(account: account, library: library)
        await begin(name)
        defer { end(name) }
        return try await body()
    }

    private func begin(_ name: Name) async {
        await withCheckedContinuation { (turn: CheckedContinuation<Void, Never>) in
            let isFree = waiting.withLock { waiting in
                guard waiting[name] == nil else {
                    waiting[name]?.append(turn)
                    return false
                }
                waiting[name] = []
                return true
            }
            if isFree { turn.resume() }
        }
    }

    private func end(_ name: Name) {
        let next = waiting.withLock { waiting -> CheckedContinuation<Void, Never>? in
            guard let first = waiting[name]?.first else {
                waiting[name] = nil
                return nil
            }
            waiting[name]?.removeFirst()
            return first
        }
        next?.resume()
    }
}
