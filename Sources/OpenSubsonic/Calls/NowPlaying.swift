import Synchronization

/// What people are listening to, as their clients say it, each person's apart. In memory alone, and bounded.
final class NowPlaying: Sendable {
    /// The most programs of one person, and the most people: the oldest one makes room.
    static let maximumPlayers = 8
    static let maximumPeople = 10_000
    /// The most bytes of a program's name.
    static let maximumName = 128
    /// How long a song is at least said to be playing, in nanoseconds: what says how long it is may be wrong.
    static let shortest: Int64 = 180_000_000_000
    /// And at most.
    static let longest: Int64 = 7_200_000_000_000

    struct Entry: Sendable {
        let song: String
        /// The program's name.
        let player: String
        /// The program's number among those of the person.
        let number: Int
        /// Nanoseconds since 1970 UTC.
        let since: Int64
        let until: Int64
    }

    private let people = Mutex<[String: [Entry]]>([:])

    /// Takes note that a program of somebody's plays a song.
    ///
    /// - Parameter duration: of the song, in milliseconds.
    func note(_ song: String, duration: Int, by player: String, of person: String, at time: Int64) {
        let milliseconds = min(max(Int64(duration), 0), NowPlaying.longest / 1_000_000)
        let length = max(milliseconds * 1_000_000, NowPlaying.shortest)
        let name = String(decoding: player.utf8.prefix(NowPlaying.maximumName), as: UTF8.self)
        people.withLock { people in
            if people[person] == nil { NowPlaying.makeRoom(&people, at: time) }
            var entries = people[person] ?? []
            let known = entries.first { $0.player == name }
            entries.removeAll { $0.player == name || !NowPlaying.isPlaying($0, at: time) }
            if entries.count >= NowPlaying.maximumPlayers { entries.removeFirst() }
            let number = known?.number ?? NowPlaying.freeNumber(entries)
            entries.append(Entry(song: song, player: name, number: number, since: time, until: time + length))
            people[person] = entries
        }
    }

    /// What is playing for one person, the latest one last.
    func entries(of person: String, at time: Int64) -> [Entry] {
        people.withLock { people in
            (people[person] ?? []).filter { NowPlaying.isPlaying($0, at: time) }
        }
    }

    /// What begins later than now was noted before the clock was set back.
    private static func isPlaying(_ entry: Entry, at time: Int64) -> Bool {
        entry.since <= time && time < entry.until
    }

    private static func freeNumber(_ entries: [Entry]) -> Int {
        var number = 1
        while entries.contains(where: { $0.number == number }) { number += 1 }
        return number
    }

    private static func makeRoom(_ people: inout [String: [Entry]], at time: Int64) {
        guard people.count >= maximumPeople else { return }
        for (person, entries) in people where !entries.contains(where: { isPlaying($0, at: time) }) {
            people[person] = nil
        }
        if people.count >= maximumPeople, let person = people.keys.first { people[person] = nil }
    }
}
