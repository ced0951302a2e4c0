import Hummingbird
import LockerBase
import MediaFollower
import MediaIndex
import NIOPosix
import POSIXSupport

/// Taking the catalog's recording in the place of one's own, and one's own again. The file that somebody brought stays where
/// it is, as it is, either way.
struct SuggestionRoutes: Sendable {
    let index: MediaIndex
    /// Those that may wait for the index.
    let threads: NIOThreadPool
    let catalog: TakenSongs

    private struct Taken: Encodable {
        let song: String
        let track: String
    }

    func add(to router: RouterGroup<GatewayContext>) {
        router.put("libraries/:library/suggestions/:song", use: take)
        router.delete("libraries/:library/suggestions/:song", use: giveBack)
    }

    @Sendable private func take(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let caller = try context.requireCaller()
        let key = try await key(request, context, of: caller.person)
        let index = index
        let suggestion = try await threads.runIfActive { try index.sounds.suggestions(for: [key])[key] }
        guard let song = suggestion?.song else {
            throw LockerError(.notFound, "the catalog has no other encoding of this song")
        }
        try await catalog.put(song.track, for: caller, named: context.name)
        let name = song.path.components.last.map { Array($0) } ?? []
        let taken = TakenSong(track: song.track, blob: song.blob, size: song.size, format: song.format, name: name)
        try await threads.runIfActive {
            try index.takes.take(taken, inPlaceOf: key, of: caller.person, at: MachineClock.time)
        }
        context.logger.notice(
            "a song of the catalog was taken", metadata: ["person": "\(caller.person)", "track": "\(song.track.hex)"])
        return JSONAnswer.response(Taken(song: ItemID.song(key), track: song.track.hex))
    }

    @Sendable private func giveBack(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let caller = try context.requireCaller()
        let key = try await key(request, context, of: caller.person)
        let index = index
        let taken = try await threads.runIfActive { try index.takes.song(inPlaceOf: key, of: caller.person) }
        let blob = try await threads.runIfActive { try index.takes.giveBack(key, of: caller.person) }
        guard let taken, let blob else { return Response(status: .noContent) }
        do {
            try await catalog.remove(blob, of: caller, named: context.name)
        } catch {
            // It is still there, and so is what can be given back.
            try await threads.runIfActive {
                try index.takes.take(taken, inPlaceOf: key, of: caller.person, at: MachineClock.time)
            }
            throw error
        }
        return Response(status: .noContent)
    }

    /// The track of the song that the URL names.
    private func key(_ request: Request, _ context: GatewayContext, of person: String) async throws -> Digest {
        let library = try LibraryPath(request).library
        let id = context.parameters.get("song") ?? ""
        let index = index
        let key = try await threads.runIfActive { try index.takes.key(ofSong: id, in: library, of: person) }
        guard let key else { throw LockerError(.notFound, "no song of this id is in the library") }
        return key
    }
}
