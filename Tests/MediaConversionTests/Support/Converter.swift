import Glibc
import LockerBase
import MediaConversion
import MediaTestSupport
import POSIXSupport
import Synchronization
import Testing

/// A program that is run as ffmpeg is, with what came of it.
struct Converter {
    /// The program, by its path.
    var program = FFmpeg.path
    var patience = Duration.seconds(60)

    func run(
        _ arguments: [String], on input: Descriptor? = nil
    ) async throws -> (end: ConversionEnd, output: [UInt8]) {
        let ffmpeg = try FFmpeg(
            ConverterCommand(path: builtProgram("media-worker")), program: program, processes: 1, patience: patience)
        defer { ffmpeg.close() }
        let nothing = try Descriptor.open("/dev/null", O_RDONLY)
        let taken = Taken()
        let end = try await ffmpeg.run(arguments, on: input ?? nothing) { taken.add($0) }
        return (end, taken.bytes)
    }

    /// A file without a name that holds `bytes`, at its beginning.
    static func file(_ bytes: [UInt8]) throws -> Descriptor {
        var path = Array("/tmp/locker.XXXXXX".utf8CString)
        let file = Descriptor(owning: mkstemp(&path))
        unlink(path)
        let count = bytes.withUnsafeBytes { pwrite(file.number, $0.baseAddress, $0.count, 0) }
        try #require(count == bytes.count)
        return file
    }

    private final class Taken: Sendable {
        private let taken = Mutex<[UInt8]>([])

        var bytes: [UInt8] { taken.withLock { $0 } }

        func add(_ piece: UnsafeRawBufferPointer) -> Bool {
            let piece = Array(piece)
            taken.withLock { $0 += piece }
            return true
        }
    }
}
