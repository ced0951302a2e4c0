import FoundationEssentials
import LockerAPI
import LockerBase

extension LockerConnection {
    /// Which of `tracks`, at most ``RequestLimits/tracks``, are the account's already and which the catalog has, in
    /// their order.
    ///
    /// - Parameter challenge: whether to be challenged for the latter.
    public func match(_ tracks: [Digest], challenge: Bool) throws(LockerError) -> [Locker_V1_MatchAnswer] {
        var request = Locker_V1_MatchRequest()
        request.tracks = tracks.map { Data($0.bytes) }
        request.challenge = challenge
        let answers = try call(LockerMethods.match, request).answers
        try LockerConnection.check(answers.count, of: tracks.count, to: LockerMethods.match.name)
        return answers
    }

    /// Answers challenges, at most ``RequestLimits/proofs``. Returns for each proof whether it claimed its track.
    public func prove(_ proofs: [Locker_V1_Proof]) throws(LockerError) -> [Bool] {
        var request = Locker_V1_ProveRequest()
        request.proofs = proofs
        let claimed = try call(LockerMethods.prove, request).claimed
        try LockerConnection.check(claimed.count, of: proofs.count, to: LockerMethods.prove.name)
        return claimed
    }

    /// Checks that there are as many answers as questions.
    static func check(_ answers: Int, of questions: Int, to method: String) throws(LockerError) {
        guard answers == questions else {
            throw LockerError(
                .internal,
                "\(method): the daemon gave \(answers) answers to \(questions) questions; its version may differ")
        }
    }
}
