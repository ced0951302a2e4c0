import Foundation
import LockerAPI
import LockerBase
import LockerCore
import Metadata

extension Endpoint {
    mutating func addMatching() {
        add(LockerMethods.match) { (locker, call) throws(LockerError) in
            var tracks: [Digest] = []
            for track in call.message.tracks { tracks.append(try Digest(trackOf: track)) }
            let matches = try locker.matcher.match(
                tracks, of: call.caller, on: call.context.connection, challenging: call.message.challenge)
            var response = Locker_V1_MatchResponse()
            response.answers = matches.map { Locker_V1_MatchAnswer($0) }
            return response
        }
        add(LockerMethods.prove) { (locker, call) throws(LockerError) in
            var proofs: [TrackProof] = []
            for proof in call.message.proofs {
                proofs.append(
                    TrackProof(
                        track: try Digest(trackOf: proof.track), nonce: Array(proof.nonce), code: Array(proof.mac)))
            }
            var response = Locker_V1_ProveResponse()
            // A claim that is renewed is nothing new.
            var fresh = 0
            response.claimed = try locker.matcher.prove(
                proofs, of: call.caller, on: call.context.connection, cancellation: call.context.cancellation,
                didClaim: { fresh = $0 })
            call.note?.add(["claims": .stringConvertible(fresh)])
            if fresh == 0 { call.note?.nothingHasChanged() }
            return response
        }
        add(LockerMethods.describeTracks, isReading: true) { (locker, call) throws(LockerError) in
            var tracks: [Digest] = []
            for track in call.message.tracks { tracks.append(try Digest(trackOf: track)) }
            let songs = try locker.catalog.songs(
                of: tracks, heldBy: call.caller, cancellation: call.context.cancellation)
            var response = Locker_V1_DescribeTracksResponse()
            response.tracks = songs.map { Locker_V1_TrackName($0) }
            return response
        }
    }
}

extension Digest {
    /// - Throws: ``LockerError/Code/invalidArgument`` for bytes that are no digest.
    init(trackOf bytes: Data) throws(LockerError) {
        guard let digest = Digest(bytes) else {
            throw LockerError(.invalidArgument, "\(bytes.count) bytes are no track; a digest has 32")
        }
        self = digest
    }
}

extension Locker_V1_MatchAnswer {
    fileprivate init(_ match: MatchAnswer) {
        self.init()
        yours = match.isOwned
        catalog = match.isInCatalog
        if let challenge = match.challenge { nonce = Data(challenge.nonce) }
    }
}

extension Locker_V1_TrackName {
    fileprivate init(_ song: CatalogTrack?) {
        self.init()
        title = song?.title ?? ""
        artist = song?.artist ?? ""
        album = song?.album ?? ""
    }
}
