import LockerBase
import MediaIndex

/// What was played, and what is playing.
enum PlayEndpoints {
    static let all: [String: SubsonicEndpoint] = ["scrobble": scrobble, "getNowPlaying": getNowPlaying]

    /// With `submission=false` the last song is playing now; else all of them were played, each at its time.
    static func scrobble(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        let ids = try call.parameters.requiredList("id")
        guard try call.hasAny(of: ids) else { throw CallError.absent("no song") }
        if call.parameters.flag("submission", default: true) {
            try call.shelves.played(plays(ids, call))
        } else if let id = ids.last, let song = try call.shelves.song(id) {
            call.playing.note(
                id, duration: song.facts.duration ?? 0, by: call.client, of: call.caller.person, at: call.time)
        }
        return .done
    }

    /// Milliseconds since 1970 become nanoseconds; nothing was played in the future, whatever a client's clock says.
    private static func plays(_ ids: [String], _ call: SubsonicCall) -> [(id: String, time: Int64)] {
        let times = call.parameters.all("time")
        var plays: [(id: String, time: Int64)] = []
        for (index, id) in ids.enumerated() {
            let told = index < times.count ? Int64(times[index]) : nil
            let most = call.time / 1_000_000
            let time = told.map { min(max($0, 0), most) * 1_000_000 }
            plays.append((id: id, time: time ?? call.time))
        }
        return plays
    }

    /// The caller's own: nobody sees what others listen to.
    static func getNowPlaying(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        var nodes: [Node] = []
        for entry in call.playing.entries(of: call.caller.person, at: call.time) {
            guard let song = try call.shelves.song(entry.song) else { continue }
            var node = Node(capacity: 60)
            node.text("username", call.caller.person)
            node.number("minutesAgo", Int((call.time - entry.since) / 60_000_000_000))
            node.number("playerId", entry.number)
            node.text("playerName", entry.player)
            SongNode.tell(song, to: &node)
            nodes.append(node)
        }
        return .list("nowPlaying", of: "entry", Nodes(nodes) { $0 })
    }
}
