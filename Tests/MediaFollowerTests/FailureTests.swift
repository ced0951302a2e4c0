import LockerBase
import MediaFollower
import MediaTestSupport
import Testing

/// A daemon that fails now and then.
@Suite struct FailureTests {
    @Test func `what fails is tried again`() async throws {
        try await Followed.run { followed in
            followed.source.refuse(1)
            try await followed.settle(followed.source.commit(["1.mp3": song("One")]))
            let titles = try followed.titles()
            #expect(titles == ["One"] && followed.follower.counts.failures >= 1)
        }
    }

    @Test func `a follower that is ended and begun again goes on where it was`() async throws {
        try await Followed.run { followed in
            let first = followed.source.commit(["1.mp3": song("One")])
            try await followed.settle(first)
            try await followed.follower.follow([])
            let second = followed.source.commit(["1.mp3": song("One"), "2.mp3": song("Two")])
            followed.source.forgetAsked()
            try await followed.follower.follow(["alice"])
            try await followed.settle(second)
            let titles = try followed.titles()
            #expect(titles == ["One", "Two"] && followed.source.asked("List") == 0)
        }
    }
}
