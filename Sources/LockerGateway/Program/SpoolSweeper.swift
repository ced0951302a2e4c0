import NIOPosix
import ServiceLifecycle

/// Removes uploads that nobody has gone on with for too long.
struct SpoolSweeper: Service {
    private static let pause = Duration.seconds(60)

    let spool: UploadSpool
    let threads: NIOThreadPool

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                try await Task.sleep(for: SpoolSweeper.pause)
                let spool = spool
                try await threads.runIfActive { spool.sweep() }
            }
        }
    }
}
