import Foundation
import LockerAPI
import LockerBase
import LockerCore

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
        add(LockerMethods.assemble) { (locker, call) throws(LockerError) in
            let session = try locker.sessions.session(call.message.session, of: call)
            var files: [RecipeFile] = []
            for file in call.message.files {
                let path = try EntryPath(file.path)
                files.append(
                    RecipeFile(
                        path: path, modified: file.modified,
                        mode: try permissionBits(file.hasMode ? file.mode : nil, of: path), recipe: Array(file.recipe)))
            }
            var response = Locker_V1_AssembleResponse()
            response.files = try locker.assembler.assemble(
                files, in: session, cancellation: call.context.cancellation
            ).map { Locker_V1_AssembledFile($0) }
            return response
        }
        add(LockerMethods.putChunks) { (locker, call) throws(LockerError) in
            let session = try locker.sessions.session(call.message.session, of: call)
            try locker.ingest.put(call.message.chunks, in: session, cancellation: call.context.cancellation)
            return Locker_V1_PutChunksResponse()
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

extension Locker_V1_AssembledFile {
    fileprivate init(_ assembled: Assembled) {
        self.init()
        switch assembled {
        case .staged(let content):
            blob = Data(content.blob.bytes)
            size = UInt64(content.size)
            if let track = content.track { self.track = Data(track.bytes) }
        case .missing(let places):
            missing = places.map { UInt32($0) }
        }
    }
}
