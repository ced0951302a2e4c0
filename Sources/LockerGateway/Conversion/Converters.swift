import Glibc
import LockerBase
import Logging
import MediaConversion
import NIOCore
import Synchronization

/// What makes songs and pictures into others, as far as the machine has the programs, and what came of it.
final class Converters: Sendable {
    private struct Versions {
        var ffmpeg: String?
        var graphicsMagick: String?
    }

    let files: DerivedFiles
    let conversions: Conversions
    let pictures: ScaledPictures
    /// What songs become where nothing else is asked for.
    let encoding: AudioEncoding
    private let ffmpeg: FFmpeg
    private let graphicsMagick: GraphicsMagick
    private let options: ConversionOptions
    private let versions = Mutex(Versions())

    /// - Parameter state: the folder of what the gateway keeps.
    init(_ options: ConversionOptions, _ command: ConverterCommand, state: String) throws(LockerError) {
        self.options = options
        encoding = options.encoding
        let processes = options.processes ?? System.coreCount
        files = try DerivedFiles(folder: state + "/derived", limit: options.cacheBytes)
        ffmpeg = try FFmpeg(command, program: options.ffmpeg, processes: processes)
        graphicsMagick = try GraphicsMagick(command, program: options.graphicsMagick, processes: processes)
        conversions = Conversions(ffmpeg, files: files, processes: processes)
        pictures = ScaledPictures(graphicsMagick, files: files, processes: processes)
    }

    /// What ffmpeg calls itself; nil: songs are sent as they are.
    var ffmpegVersion: String? { versions.withLock { $0.ffmpeg } }

    /// What GraphicsMagick calls itself; nil: pictures are sent as they are.
    var graphicsMagickVersion: String? { versions.withLock { $0.graphicsMagick } }

    /// The processor time of what has come to its end.
    var processorTime: (songs: Duration, pictures: Duration) {
        (songs: ffmpeg.processorTime, pictures: graphicsMagick.processorTime)
    }

    /// Finds out what the machine has.
    func begin(_ logger: Logger) async {
        let song = await version(of: options.ffmpeg, "songs are sent as they are", logger) {
            () async throws(LockerError) -> String in try await self.ffmpeg.version()
        }
        let picture = await version(of: options.graphicsMagick, "pictures are sent as they are", logger) {
            () async throws(LockerError) -> String in try await self.graphicsMagick.version()
        }
        versions.withLock { versions in
            versions.ffmpeg = song
            versions.graphicsMagick = picture
        }
    }

    private func version(
        of path: String, _ consequence: Logger.Message, _ logger: Logger,
        _ ask: () async throws(LockerError) -> String
    ) async -> String? {
        guard !path.isEmpty else { return nil }
        guard access(path, X_OK) == 0 else {
            logger.notice(consequence, metadata: ["missing": "\(path)"])
            return nil
        }
        do throws(LockerError) {
            return try await ask()
        } catch {
            logger.warning(consequence, metadata: ["error": "\(error)"])
            return nil
        }
    }

    /// Ends what runs. Nobody may ask for anything any more.
    func close() {
        ffmpeg.close()
        graphicsMagick.close()
    }
}
