import LockerBase
import Logging
import MediaConversion
import MediaFollower
import ServiceLifecycle

/// Has songs listened to that the catalog may have in another encoding, where that is wanted and can be done.
struct SoundService: Service {
    /// How often is looked whether it can be done by now.
    private static let pause = Duration.seconds(3600)

    /// Nil: it is not wanted.
    let follower: SoundFollower?
    let ffmpeg: FFmpeg?
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                if let follower, await isAble() { await follower.run() }
                try? await Task.sleep(for: SoundService.pause)
            }
        }
    }

    private func isAble() async -> Bool {
        do throws(LockerError) {
            _ = try await ffmpeg?.version()
            return true
        } catch {
            if !Task.isCancelled {
                logger.notice("nothing is suggested of the catalog", metadata: ["error": "\(error.logText)"])
            }
            return false
        }
    }
}
