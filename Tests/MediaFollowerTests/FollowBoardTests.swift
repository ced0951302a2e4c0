import LockerAPI
import MediaFollower
import Testing

/// Whose libraries are watched together.
@Suite struct FollowBoardTests {
    /// What is heard of others is not taken note of, and would be told at once each time that it is asked for.
    @Test func whoIsNotFollowedAnyMoreIsNotWatched() {
        let board = FollowBoard()
        board.follow(["alice", "bob"], known: ["alice": ["Music": 3]])
        #expect(board.watched(["alice", "bob"])?.map(\.revision) == [3, 0, 0])
        board.follow(["alice"], known: [:])
        #expect(board.watched(["alice", "bob"]) == nil)
        #expect(board.watched(["alice"])?.count == 2)
    }
}
