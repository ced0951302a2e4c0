import LockerBase
import LockerGateway
import Synchronization
import Testing

/// Who is followed, from one look to the next.
@Suite struct FollowedPeopleTests {
    /// Accounts and an index that fail when they are told to.
    private final class Pretended: Sendable {
        private struct State {
            var failing: Set<String> = []
            var isFollowing = true
            var asked: [String] = []
            var followed: [Set<String>] = []
        }

        private let state = Mutex(State())

        /// From here on accounts of these cannot be made, and nobody can be followed unless `isFollowing`.
        func fail(_ failing: Set<String>, isFollowing: Bool = true) {
            state.withLock { ($0.failing, $0.isFollowing) = (failing, isFollowing) }
        }

        func ensure(_ name: String) -> Bool {
            state.withLock { state in
                state.asked.append(name)
                return !state.failing.contains(name)
            }
        }

        func follow(_ names: Set<String>) throws {
            try state.withLock { state in
                state.followed.append(names)
                guard state.isFollowing else { throw LockerError(.unavailable, "not now") }
            }
        }

        /// What was asked since the last time.
        func asked() -> (accounts: [String], followed: [Set<String>]) {
            state.withLock { state in
                defer { (state.asked, state.followed) = ([], []) }
                return (accounts: state.asked, followed: state.followed)
            }
        }
    }

    private func look(_ people: inout FollowedPeople, _ names: Set<String>, _ pretended: Pretended) async -> Bool {
        do {
            try await people.take(
                names, ensure: { pretended.ensure($0) }, follow: { try pretended.follow($0) })
            return true
        } catch {
            return false
        }
    }

    @Test func `an account that could not be made is tried again, and none that is there`() async {
        let pretended = Pretended()
        var people = FollowedPeople()
        pretended.fail(["bob"])
        for _ in 0..<2 { _ = await look(&people, ["alice", "bob"], pretended) }
        let first = pretended.asked()
        #expect(first.accounts == ["alice", "bob", "bob"] && first.followed == [["alice", "bob"]])
        pretended.fail([])
        for _ in 0..<2 { _ = await look(&people, ["alice", "bob"], pretended) }
        let second = pretended.asked()
        #expect(second.accounts == ["bob"] && second.followed.isEmpty)
    }

    @Test func `whoever could not be followed is followed at the next look`() async {
        let pretended = Pretended()
        var people = FollowedPeople()
        pretended.fail([], isFollowing: false)
        let isDone = await look(&people, ["alice"], pretended)
        #expect(!isDone)
        pretended.fail([])
        for _ in 0..<2 { _ = await look(&people, ["alice"], pretended) }
        let asked = pretended.asked()
        #expect(asked.accounts == ["alice"] && asked.followed == [["alice"], ["alice"]])
    }

    /// Somebody who was removed and is added again may have no account any more.
    @Test func `who comes back is looked at anew`() async {
        let pretended = Pretended()
        var people = FollowedPeople()
        for names: Set<String> in [["alice"], [], ["alice"]] { _ = await look(&people, names, pretended) }
        let asked = pretended.asked()
        #expect(asked.accounts == ["alice", "alice"] && asked.followed == [["alice"], [], ["alice"]])
    }
}
