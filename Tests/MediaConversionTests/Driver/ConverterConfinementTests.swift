import Glibc
import LockerBase
import MediaConversion
import MediaTestSupport
import POSIXSupport
import Testing

/// What ffmpeg may do, and what becomes of it.
@Suite(.enabled(if: access(FFmpeg.path, X_OK) == 0)) struct ConverterConfinementTests {
    private static let quiet = ["-nostdin", "-hide_banner", "-v", "quiet"]

    /// One second of silence in a WAV file, 8000 samples of one byte.
    private var song: [UInt8] {
        func number(_ value: Int, _ bytes: Int) -> [UInt8] { (0..<bytes).map { UInt8(value >> ($0 * 8) & 0xFF) } }
        var bytes = Array("RIFF".utf8) + number(8036, 4) + Array("WAVEfmt ".utf8)
        bytes += number(16, 4) + number(1, 2) + number(1, 2) + number(8000, 4) + number(8000, 4)
        bytes += number(1, 2) + number(8, 2) + Array("data".utf8) + number(8000, 4)
        return bytes + [UInt8](repeating: 128, count: 8000)
    }

    @Test func `it converts what it is given`() async throws {
        let input = try Converter.file(song)
        let words = ["-i", "file:/proc/self/fd/0", "-f", "s16le", "-ar", "8000", "pipe:1"]
        let (end, output) = try await Converter().run(ConverterConfinementTests.quiet + words, on: input)
        #expect(end == .exited(0))
        #expect(output.count == 16_000)
    }

    @Test func `it has encoders for what players play`() async throws {
        for words in [["libopus", "-f", "ogg"], ["libmp3lame", "-f", "mp3"], ["aac", "-f", "adts"]] {
            let input = try Converter.file(song)
            let arguments = ConverterConfinementTests.quiet + ["-i", "file:/proc/self/fd/0", "-c:a"] + words
            let (end, output) = try await Converter().run(arguments + ["pipe:1"], on: input)
            #expect(end == .exited(0))
            #expect(!output.isEmpty)
        }
    }

    @Test func `it says its version`() async throws {
        let ffmpeg = try FFmpeg(ConverterCommand(path: builtProgram("media-worker")), processes: 1)
        defer { ffmpeg.close() }
        let version = try await ffmpeg.version()
        #expect(version.hasPrefix("ffmpeg version"))
    }

    @Test func `it reads no other file`() async throws {
        for path in ["/etc/passwd", "/proc/self/maps", "/tmp"] {
            let words = ["-f", "u8", "-ar", "8000", "-i", "file:" + path, "-f", "u8", "pipe:1"]
            let (end, output) = try await Converter().run(ConverterConfinementTests.quiet + words)
            #expect(end != .exited(0))
            #expect(output.isEmpty)
        }
    }

    @Test func `it writes no file`() async throws {
        let path = "/tmp/locker-converter-\(getpid())"
        let input = try Converter.file(song)
        let words = ["-i", "file:/proc/self/fd/0", "-f", "u8", "file:" + path]
        let (end, _) = try await Converter().run(ConverterConfinementTests.quiet + words, on: input)
        #expect(end != .exited(0))
        #expect(access(path, F_OK) != 0)
    }

    @Test func `it reaches nobody`() async throws {
        let words = ["-v", "error", "-f", "u8", "-i", "tcp://127.0.0.1:9", "-f", "u8", "pipe:1"]
        let (end, output) = try await Converter().run(["-nostdin"] + words)
        #expect(end != .exited(0))
        #expect(output.isEmpty)
    }
}
