import FoundationEssentials
import LockerAPI
import LockerBase
import Matching
import POSIXSupport

/// Finds out which tracks the catalog has, and claims them by showing that their audio is at hand.
final class TrackClaims: Sendable {
    private struct State {
        /// The name under which the daemon knows the caller; nil before it was asked.
        var account: String?
        /// What came out for the tracks so far: whether the catalog has one and lets the account refer to it.
        var settled: [Digest: Bool] = [:]
    }

    private let connection: LockerConnection
    private let state = Monitor(State())

    init(connection: LockerConnection) {
        self.connection = connection
    }

    /// The tracks of `files`, at most 100, that need not be sent because the catalog has them.
    func claim(_ files: [CutSource]) throws(LockerError) -> Set<Digest> {
        // One thread at a time: asking for a track again voids the challenge that another is about to answer.
        try state.withLock { (state) throws(LockerError) in
            let tracks = Set(files.compactMap(\.track))
            let unknown = tracks.filter { state.settled[$0] == nil }.sorted()
            if !unknown.isEmpty { try settle(unknown, of: files, &state) }
            return tracks.filter { state.settled[$0] == true }
        }
    }

    private func settle(_ tracks: [Digest], of files: [CutSource], _ state: inout State) throws(LockerError) {
        let account = try name(&state)
        var challenges: [Digest: Challenge] = [:]
        for (track, answer) in zip(tracks, try connection.match(tracks, challenge: true)) {
            if answer.nonce.isEmpty {
                state.settled[track] = answer.catalog
            } else {
                challenges[track] = Challenge(nonce: Array(answer.nonce))
            }
        }
        var proofs: [(track: Digest, proof: Locker_V1_Proof)] = []
        for file in files {
            guard let track = file.track, let challenge = challenges[track],
                let proof = proof(of: track, in: file, by: account, challenge)
            else { continue }
            proofs.append((track, proof))
            challenges[track] = nil
        }
        guard !proofs.isEmpty else { return }
        for ((track, _), isClaimed) in zip(proofs, try connection.prove(proofs.map(\.proof))) {
            state.settled[track] = isClaimed
        }
    }

    private func name(_ state: inout State) throws(LockerError) -> String {
        if let account = state.account { return account }
        let account = try connection.call(LockerMethods.status, .init()).account
        state.account = account
        return account
    }

    /// Nil when the file cannot be read as it was: whoever sends it finds out why.
    private func proof(
        of track: Digest, in file: CutSource, by account: String, _ challenge: Challenge
    ) -> Locker_V1_Proof? {
        guard let code = try? challenge.proof(of: track, by: account, payload: file.content().payload),
            file.file.isUnchanged
        else { return nil }
        var proof = Locker_V1_Proof()
        proof.track = Data(track.bytes)
        proof.nonce = Data(challenge.nonce)
        proof.mac = Data(code)
        return proof
    }
}
