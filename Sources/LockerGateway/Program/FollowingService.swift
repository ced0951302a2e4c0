import Logging
import MediaFollower
import NIOPosix
import People
import ServiceLifecycle

/// Has the index follow the libraries of all people who are let in.
struct FollowingService: Service {
    private static let pause = Duration.seconds(1)

    let follower: MediaFollower
    let people: People
    let accounts: AccountMaker
    let threads: NIOThreadPool
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await follower.run() }
                group.addTask { await choose() }
            }
        }
    }

    private func choose() async {
        var followed = FollowedPeople()
        while !Task.isCancelled {
            do {
                let people = people
                let names = try await threads.runIfActive {
                    Set(try people.persons.all().lazy.filter { !$0.isDisabled }.map(\.name))
                }
                try await followed.take(
                    names, ensure: { await accounts.ensure($0) }, follow: { try await follower.follow($0) })
            } catch {
                if !Task.isCancelled {
                    logger.error("nobody new is followed", metadata: ["error": "\(error)"])
                }
            }
            try? await Task.sleep(for: FollowingService.pause)
        }
    }
}
