import Foundation
import LockerBase
import LockerCore
import LockerTestSupport
import Matching
import MediaLayout
import Recipes
import Testing

extension TestLocker {
    /// Puts songs into the catalog.
    @discardableResult
    func addToCatalog(_ songs: [String: [UInt8]]) throws -> [AddedTrack] {
        let session = try locker.sessions.openOnCatalog(try caller("label"), connection: 1)
        defer { locker.sessions.close(session) }
        var descriptions: [TrackDescription] = []
        for (path, bytes) in songs {
            try ingest(bytes, path, in: session)
            descriptions.append(
                TrackDescription(
                    path: try EntryPath(path), title: path, artist: nil, album: nil, duration: nil, bitrate: nil))
        }
        return try locker.catalog.add(descriptions, from: session)
    }

    /// What a client finds when it cuts the file itself.
    func cut(_ bytes: [UInt8]) throws -> FileCut {
        try FileCutter().cut(MemorySource(bytes)) { (_) throws(LockerError) in }
    }

    /// The answers for the tracks of `cuts`, with challenges, on connection 1.
    func match(_ cuts: [FileCut], of caller: Caller) throws -> [MatchAnswer] {
        let tracks = try cuts.map { try #require($0.recipe.track) }
        return try locker.matcher.match(tracks, of: caller, on: 1, challenging: true)
    }

    func proof(_ challenge: Challenge, of cut: FileCut, _ bytes: [UInt8], by name: String) throws -> TrackProof {
        let track = try #require(cut.recipe.track)
        let payload = try CutFile(MemorySource(bytes), cut).payload
        return TrackProof(
            track: track, nonce: challenge.nonce, code: try challenge.proof(of: track, by: name, payload: payload))
    }

    /// Asks for the track of `cut` and answers the challenge with what is in `bytes`. Returns whether that did.
    func claim(_ cut: FileCut, _ bytes: [UInt8], for caller: Caller) throws -> Bool {
        let challenge = try #require(try match([cut], of: caller)[0].challenge)
        return try locker.matcher.prove(
            [try proof(challenge, of: cut, bytes, by: caller.account.name)], of: caller, on: 1)[0]
    }

    /// The chunks that are missing; none when the file is staged.
    func assemble(_ cut: FileCut, _ path: String, in session: Session) throws -> [Int] {
        let file = RecipeFile(path: try EntryPath(path), modified: 5, recipe: cut.recipe.encoded())
        switch try locker.assembler.assemble([file], in: session)[0] {
        case .missing(let places): return places
        case .staged(let content):
            #expect(content.blob == cut.recipe.blob && content.track == cut.recipe.track)
            return []
        }
    }

    func send(_ places: [Int], of cut: FileCut, _ bytes: [UInt8], in session: Session) throws {
        try CutFile(MemorySource(bytes), cut).readChunks(places) { (_, chunk) throws(LockerError) in
            try locker.ingest.put([Data(chunk)], in: session)
        }
    }
}
