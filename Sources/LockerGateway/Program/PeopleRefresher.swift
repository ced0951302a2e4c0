import Logging
import NIOPosix
import People
import ServiceLifecycle

/// Sees to it that what the command line has changed about people counts within a second, and ends what those have under
/// way who were shut out.
struct PeopleRefresher: Service {
    private static let pause = Duration.milliseconds(250)

    let people: People
    let streams: [StreamRegistry]
    let threads: NIOThreadPool
    let logger: Logger

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                try await Task.sleep(for: PeopleRefresher.pause)
                await refresh()
            }
        }
    }

    private func refresh() async {
        do {
            let people = people
            let isChanged = try await threads.runIfActive { try people.refresh() }
            if isChanged { logger.info("people were changed") }
        } catch {
            logger.error("people cannot be read", metadata: ["error": "\(error)"])
        }
        for streams in streams { streams.end { people.isLive($0) } }
    }
}
