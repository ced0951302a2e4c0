import Glibc
import LockerBase
import MediaConversion
import MediaTestSupport
import POSIXSupport
import Testing

/// Programs that are not what ffmpeg is to be: such a song might make of one.
@Suite struct ConversionEndTests {
    @Test func `one that says nothing is ended`() async throws {
        let (ours, theirs) = try Descriptor.socketPair()
        let converter = Converter(program: "/usr/bin/cat", patience: .milliseconds(200))
        let (end, output) = try await converter.run([], on: theirs)
        #expect(end == .silent)
        #expect(output.isEmpty)
        withExtendedLifetime(ours) {}
    }

    @Test func `one that says that it says no more, and goes on, is ended`() async throws {
        let (ours, theirs) = try Descriptor.socketPair()
        let converter = Converter(program: "/usr/bin/dash", patience: .milliseconds(200))
        let (end, output) = try await converter.run(["-c", "exec >&-; read line"], on: theirs)
        #expect(end == .silent)
        #expect(output.isEmpty)
        withExtendedLifetime(ours) {}
    }

    @Test func `one that is not there says so`() async throws {
        let ffmpeg = try FFmpeg(
            ConverterCommand(path: builtProgram("media-worker")), program: "/nonexistent/ffmpeg", processes: 1)
        defer { ffmpeg.close() }
        let error = await #expect(throws: LockerError.self) { try await ffmpeg.version() }
        #expect(error?.code == .unavailable)
    }

    @Test func `what it ends with is told`() async throws {
        let (end, _) = try await Converter(program: "/usr/bin/false").run([])
        #expect(end == .exited(1))
    }

    @Test func `who takes no more of it ends it`() async throws {
        let ffmpeg = try FFmpeg(
            ConverterCommand(path: builtProgram("media-worker")), program: "/usr/bin/yes", processes: 1)
        defer { ffmpeg.close() }
        let input = try Descriptor.open("/dev/null", O_RDONLY)
        let end = try await ffmpeg.run([], on: input) { _ in false }
        #expect(end == .stopped)
    }

    @Test func `whoever gives up waiting ends it`() async throws {
        let ffmpeg = try FFmpeg(
            ConverterCommand(path: builtProgram("media-worker")), program: "/usr/bin/cat", processes: 1)
        defer { ffmpeg.close() }
        let (ours, theirs) = try Descriptor.socketPair()
        let task = Task { try await ffmpeg.run([], on: theirs) { _ in true } }
        task.cancel()
        let end = try await task.value
        #expect(end == .stopped)
        withExtendedLifetime(ours) {}
    }

    @Test func `it has no descriptors and no environment of ours`() async throws {
        let (end, output) = try await Converter(program: "/usr/bin/env").run([])
        #expect(end == .exited(0))
        #expect(output.isEmpty)
    }

    @Test func `what comes from outside is not what was read`() {
        for end in [ConversionEnd.exited(1), .exited(0), .killed(SIGSEGV), .killed(SIGABRT), .killed(SIGXCPU)] {
            #expect(end.isOwnDoing, "\(end)")
        }
        let foreign: [ConversionEnd] = [
            .killed(SIGKILL), .killed(SIGTERM), .silent, .stopped, .exited(125),
        ]
        for end in foreign { #expect(!end.isOwnDoing, "\(end)") }
        #expect(ConversionEnd.exited(125).isUnfit && !ConversionEnd.exited(1).isUnfit)
    }

    @Test func `the processor time of those that have ended is known`() async throws {
        let ffmpeg = try FFmpeg(
            ConverterCommand(path: builtProgram("media-worker")), program: "/usr/bin/yes", processes: 1)
        defer { ffmpeg.close() }
        #expect(ffmpeg.processorTime == .zero)
        let input = try Descriptor.open("/dev/null", O_RDONLY)
        _ = try await ffmpeg.run([], on: input) { _ in false }
        #expect(ffmpeg.processorTime > .zero)
    }
}
