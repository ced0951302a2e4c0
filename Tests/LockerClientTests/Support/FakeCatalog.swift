import FoundationEssentials
import LockerAPI
import LockerBase
import Matching
import MediaLayout
import POSIXSupport
import Recipes
import Testing

/// Answers the calls that match, as a daemon with a catalog does, and keeps what it was asked. It has no store, and
/// takes no call that is larger than the protocol allows.
final class FakeCatalog: Sendable {
    struct State {
        /// The audio of the catalog's songs.
        var songs: [Digest: (recipe: Recipe, payload: [UInt8])] = [:]
        /// Tracks of the account.
        var owned: Set<Digest> = []
        /// Whether right proofs are taken.
        var takesProofs = true
        /// Paths of files that it does not take as recipes.
        var refused: Set<String> = []

        var matches: [[Digest]] = []
        var challenged: [Bool] = []
        var nonces: [Digest: [UInt8]] = [:]
        var proofs: [Bool] = []
        var claims: Set<Digest> = []
        var chunks: [[Digest]] = []
        var assembled: [[String]] = []
        var staged: [String: Digest] = [:]
    }

    let state = Monitor(State())

    /// Adds a song to the catalog.
    func add(_ song: [UInt8]) throws {
        let cut = try Songs.cut(song)
        let track = try #require(cut.recipe.track)
        let payload = try CutFile(MemorySource(song), cut).payload
        let bytes = try payload.bytes(at: 0, count: payload.size)
        state.withLock { $0.songs[track] = (cut.recipe, bytes) }
    }

    func answer(on daemon: inout FakeDaemon) {
        daemon.on(LockerMethods.status) { _, _ in .with { $0.account = "kim" } }
        daemon.on(LockerMethods.match) { [self] _, request in match(request) }
        daemon.on(LockerMethods.prove) { [self] (_, request) throws(LockerError) in try prove(request) }
        daemon.on(LockerMethods.putChunks) { [self] _, request in put(request) }
        daemon.on(LockerMethods.assemble) { [self] (_, request) throws(LockerError) in try assemble(request) }
    }

    private func match(_ request: Locker_V1_MatchRequest) -> Locker_V1_MatchResponse {
        state.withLock { state in
            let tracks = request.tracks.compactMap { Digest($0) }
            #expect(tracks.count <= 1000 && Set(tracks).count == request.tracks.count)
            state.matches.append(tracks)
            state.challenged.append(request.challenge)
            return .with { response in
                response.answers = tracks.map { track in
                    .with { answer in
                        answer.yours = state.owned.contains(track)
                        answer.catalog = state.songs[track] != nil
                        guard request.challenge, answer.catalog, !answer.yours else { return }
                        let nonce = SHA256.digest(of: track.bytes + [UInt8(state.matches.count)]).bytes
                        state.nonces[track] = nonce
                        answer.nonce = Data(nonce)
                    }
                }
            }
        }
    }

    private func prove(_ request: Locker_V1_ProveRequest) throws(LockerError) -> Locker_V1_ProveResponse {
        #expect(request.proofs.count <= 100)
        return try state.withLock { (state) throws(LockerError) in
            var response = Locker_V1_ProveResponse()
            for proof in request.proofs {
                guard let track = Digest(proof.track), let song = state.songs[track] else { continue }
                let nonce = state.nonces.removeValue(forKey: track)
                let right = try Challenge(nonce: nonce ?? []).proof(
                    of: track, by: "kim", payload: MemorySource(song.payload))
                let isRight = proof.nonce.elementsEqual(nonce ?? []) && proof.mac.elementsEqual(right)
                state.proofs.append(isRight)
                if isRight && state.takesProofs { state.claims.insert(track) }
                response.claimed.append(isRight && state.takesProofs)
            }
            return response
        }
    }

    private func put(_ request: Locker_V1_PutChunksRequest) -> Locker_V1_PutChunksResponse {
        #expect(request.chunks.reduce(0) { $0 + $1.count } <= 1 << 20)
        state.withLock { $0.chunks.append(request.chunks.map { SHA256.digest(of: Array($0)) }) }
        return .init()
    }

    private func assemble(_ request: Locker_V1_AssembleRequest) throws(LockerError) -> Locker_V1_AssembleResponse {
        #expect(request.files.reduce(0) { $0 + $1.recipe.count } <= 3 << 20)
        return try state.withLock { (state) throws(LockerError) in
            state.assembled.append(request.files.map { String(decoding: $0.path, as: UTF8.self) })
            var response = Locker_V1_AssembleResponse()
            for file in request.files {
                let path = String(decoding: file.path, as: UTF8.self)
                guard !state.refused.contains(path) else { throw LockerError(.invalidArgument, "\(path): refused") }
                let recipe = try Recipe.decode(Array(file.recipe))
                var allowed = Set(state.chunks.joined())
                if let track = recipe.track, state.claims.contains(track) || state.owned.contains(track) {
                    allowed.formUnion(state.songs[track]?.recipe.chunks(of: .payload).map(\.digest) ?? [])
                }
                let missing = recipe.chunks.indices.filter { !allowed.contains(recipe.chunks[$0].digest) }
                if missing.isEmpty { state.staged[path] = recipe.blob }
                response.files.append(
                    .with { answer in
                        answer.missing = missing.map(UInt32.init)
                        if missing.isEmpty { answer.blob = Data(recipe.blob.bytes) }
                    })
            }
            return response
        }
    }
}
