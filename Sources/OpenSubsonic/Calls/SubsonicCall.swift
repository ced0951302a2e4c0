import LockerBase
import MediaIndex

/// A call while it is answered.
struct SubsonicCall {
    let parameters: SubsonicParameters
    let shelves: any Shelves
    let caller: SubsonicCaller
    let playing: NowPlaying
    /// Nanoseconds since 1970 UTC.
    let time: Int64

    /// The program that calls, by its own words.
    var client: String { parameters.first("c") ?? "" }

    /// The song whose id is a parameter.
    func song(_ name: String = "id") throws(LockerError) -> Song {
        guard let song = try shelves.song(try parameters.required(name)) else { throw CallError.absent("no song") }
        return song
    }

    /// Whether the caller has what an id is one of.
    func has(_ id: String) throws(LockerError) -> Bool {
        switch ItemKind(id) {
        case .song: return try shelves.song(id) != nil
        case .album: return try shelves.album(id) != nil
        case .artist: return try shelves.artist(id) != nil
        case .folder: return try shelves.directory(id) != nil
        case .playlist: return try shelves.playlist(id) != nil
        case nil: return false
        }
    }

    /// Whether the caller has one of several things at least.
    func hasAny(of ids: [String]) throws(LockerError) -> Bool {
        for id in ids {
            if try has(id) { return true }
        }
        return false
    }
}

/// What answers the calls of one method.
typealias SubsonicEndpoint = @Sendable (SubsonicCall) throws(LockerError) -> SubsonicAnswer
