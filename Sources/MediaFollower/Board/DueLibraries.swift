/// Libraries that are to be indexed, those that are being, and those that it failed for. One of an account at a time, so
/// that nobody has all hands busy.
struct DueLibraries {
    private struct Failure {
        var tries: Int
        var retry: ContinuousClock.Instant
    }

    /// In the order in which they came.
    private var due: [FollowedLibrary] = []
    private var busy: Set<FollowedLibrary> = []
    private var failures: [FollowedLibrary: Failure] = [:]

    private static let pauses = (first: Duration.seconds(5), longest: Duration.seconds(300))

    /// Takes note that something of a library is to be told.
    mutating func add(_ name: FollowedLibrary) {
        failures[name] = nil
        if !due.contains(name) { due.append(name) }
    }

    /// One whose account none is busy of.
    mutating func next() -> FollowedLibrary? {
        let accounts = Set(busy.map(\.account))
        guard let place = due.firstIndex(where: { !accounts.contains($0.account) }) else { return nil }
        let name = due.remove(at: place)
        busy.insert(name)
        return name
    }

    /// Takes note that nobody is busy with it any more.
    mutating func end(_ name: FollowedLibrary, isDone: Bool, tries: Int, at now: ContinuousClock.Instant) {
        busy.remove(name)
        if isDone { failures[name] = nil }
        guard !isDone, !due.contains(name) else { return }
        let pause = min(DueLibraries.pauses.first * (1 << min(tries, 10)), DueLibraries.pauses.longest)
        failures[name] = Failure(tries: tries + 1, retry: now + pause)
    }

    /// How often it failed, one time after the other.
    func tries(_ name: FollowedLibrary) -> Int { failures[name]?.tries ?? 0 }

    /// Tries those again whose pause is over. Returns whether there is one.
    mutating func revive(at now: ContinuousClock.Instant) -> Bool {
        let ready = failures.filter { $0.value.retry <= now && !due.contains($0.key) && !busy.contains($0.key) }
        due += ready.keys
        return !ready.isEmpty
    }

    /// Forgets what is due of an account.
    mutating func remove(account: String) {
        due.removeAll { $0.account == account }
        failures = failures.filter { $0.key.account != account }
    }

    func isBusy(_ account: String) -> Bool {
        due.contains { $0.account == account } || busy.contains { $0.account == account }
    }
}
