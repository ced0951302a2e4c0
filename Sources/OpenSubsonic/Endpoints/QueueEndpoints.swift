import LockerBase
import MediaIndex

/// What somebody goes on with on another device: a queue of songs, one of which is playing.
enum QueueEndpoints {
    static let all: [String: SubsonicEndpoint] = [
        "getPlayQueue": getPlayQueue, "savePlayQueue": savePlayQueue, "getPlayQueueByIndex": getPlayQueueByIndex,
        "savePlayQueueByIndex": savePlayQueueByIndex,
    ]

    static func getPlayQueue(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        let queue = try call.shelves.playQueue()
        var node = describe(queue, call)
        if let queue, let place = playing(in: queue) { node.text("current", queue.songs[place].id) }
        return .object("playQueue", node)
    }

    static func getPlayQueueByIndex(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        let queue = try call.shelves.playQueue()
        var node = describe(queue, call)
        if let queue { node.number("currentIndex", playing(in: queue)) }
        return .object("playQueueByIndex", node)
    }

    /// Where there is no queue, one without songs: clients fail without any.
    private static func describe(_ queue: PlayQueue?, _ call: SubsonicCall) -> Node {
        var node = Node()
        node.number("position", queue?.position ?? 0)
        node.text("username", call.caller.person)
        node.time("changed", queue?.changed ?? 0)
        node.text("changedBy", queue?.changedBy ?? "")
        node.nodes("entry", SongNode.list(queue?.songs ?? []))
        return node
    }

    /// The place of the one that is playing: there is one as long as there are songs.
    private static func playing(in queue: PlayQueue) -> Int? {
        guard !queue.songs.isEmpty else { return nil }
        return min(max(queue.current ?? 0, 0), queue.songs.count - 1)
    }

    /// By the id of the song that is playing: the first one of that id, and the first one of all where none is named.
    static func savePlayQueue(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        let songs = call.parameters.all("id")
        var current: Int? = songs.isEmpty ? nil : 0
        if let id = call.parameters.first("current") {
            current = songs.firstIndex(of: id)
            if current == nil { throw CallError.wrong("current", "one of the ids of the queue") }
        }
        return try save(songs, current, call)
    }

    static func savePlayQueueByIndex(_ call: SubsonicCall) throws(LockerError) -> SubsonicAnswer {
        let songs = call.parameters.all("id")
        guard !songs.isEmpty else { return try save([], nil, call) }
        let current = try call.parameters.requiredNumber("currentIndex")
        guard songs.indices.contains(current) else {
            throw CallError.wrong("currentIndex", "a place in the queue, from 0 on")
        }
        return try save(songs, current, call)
    }

    private static func save(
        _ songs: [String], _ current: Int?, _ call: SubsonicCall
    ) throws(LockerError) -> SubsonicAnswer {
        let position = max(try call.parameters.number("position") ?? 0, 0)
        try call.shelves.savePlayQueue(
            songs: songs, current: current, position: position, by: call.client, at: call.time)
        return .done
    }
}
