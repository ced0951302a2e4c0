import Glibc
import LockerBase
import LockerTestSupport
import MediaConversion
import MediaTestSupport
import POSIXSupport
import Synchronization
import Testing

/// Conversions that several ask for, by programs that stand in for ffmpeg: what comes of a song by `cat` is the song.
@Suite(.timeLimit(.minutes(2))) struct ConversionsTests {
    private struct Bench: Sendable {
        let conversions: Conversions
        let fetches = Counted()

        func job(_ bytes: [UInt8], _ arguments: [String] = [], owner: String = "alice") -> ConversionJob {
            let fetches = fetches
            return ConversionJob(owner: owner, arguments: arguments, size: bytes.count, expectedSize: nil) {
                (file: Descriptor) async throws(LockerError) in
                fetches.add()
                try bytes.withUnsafeBufferPointer { (buffer) throws(LockerError) in
                    try translatingSystemErrors { () throws(SystemError) in
                        try file.writeFully(UnsafeRawBufferPointer(buffer), at: 0)
                    }
                }
            }
        }
    }

    private final class Counted: Sendable {
        private let count = Mutex(0)
        var value: Int { count.withLock { $0 } }
        func add() { count.withLock { $0 += 1 } }
    }

    private func withBench(
        _ program: String, limit: Int = 1 << 20, patience: Duration = .seconds(60), _ body: (Bench) async throws -> Void
    ) async throws {
        var path = Array("/tmp/locker.XXXXXX".utf8CString)
        guard mkdtemp(&path) != nil else { throw LockerError(.system, "mkdtemp") }
        let folder = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { removeAll(folder) }
        let ffmpeg = try FFmpeg(ConverterCommand(path: builtProgram("media-worker")), program: program, processes: 1)
        defer { ffmpeg.close() }
        let files = try DerivedFiles(folder: folder + "/derived", limit: limit)
        let conversions = Conversions(ffmpeg, files: files, processes: 1, patience: patience, grace: .zero)
        try await body(Bench(conversions: conversions))
    }

    private func removeAll(_ folder: String) {
        for place in [folder + "/derived", folder] {
            if let handle = opendir(place) {
                while let entry = readdir(handle) {
                    let name = withUnsafeBytes(of: entry.pointee.d_name) { raw in
                        String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
                    }
                    unlink(place + "/" + name)
                }
                closedir(handle)
            }
            rmdir(place)
        }
    }

    private let name = SHA256.digest(of: [1, 2, 3])

    private func read(_ listener: ConversionListener) async throws -> [UInt8] {
        let progress = try await listener.conversion.progress(beyond: .max)
        if case .failed(let error)? = progress.outcome { throw error }
        var bytes = [UInt8](repeating: 0, count: progress.written)
        let descriptor = listener.conversion.descriptor
        let count = try bytes.withUnsafeMutableBytes { (raw: UnsafeMutableRawBufferPointer) throws(SystemError) in
            try descriptor.readFully(into: raw, at: 0)
        }
        #expect(count == bytes.count)
        return bytes
    }

    @Test func `two who ask for one share it, and what came of it is kept`() async throws {
        try await withBench("/usr/bin/cat") { bench in
            let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
            let first = try bench.conversions.listener(to: name, bench.job(bytes))
            let second = try bench.conversions.listener(to: name, bench.job(bytes, owner: "bob"))
            #expect(first.conversion === second.conversion)
            let (one, other) = (try await read(first), try await read(second))
            #expect(one == bytes && other == bytes)
            #expect(bench.fetches.value == 1 && bench.conversions.done.value == 1)
            #expect(bench.conversions.files.open(name)?.size == bytes.count)
        }
    }

    @Test func `what fails is told, kept nowhere, and tried anew`() async throws {
        try await withBench("/usr/bin/false") { bench in
            for tries in 1...2 {
                let listener = try bench.conversions.listener(to: name, bench.job([1]))
                let error = await #expect(throws: LockerError.self) { try await read(listener) }
                #expect(error?.code == .failedPrecondition)
                #expect(bench.fetches.value == tries)
            }
            #expect(bench.conversions.files.open(name) == nil)
        }
    }

    @Test func `one that nobody listens to any more is stopped`() async throws {
        try await withBench("/usr/bin/sleep") { bench in
            do {
                let listener = try bench.conversions.listener(to: name, bench.job([1], ["1000"]))
                #expect(listener.conversion.descriptor.number >= 0)
            }
            for _ in 0..<3000 where bench.conversions.stopped.value == 0 {
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(bench.conversions.stopped.value == 1)
            #expect(bench.conversions.runningCount == 0)
        }
    }

    @Test func `one that becomes too long is ended`() async throws {
        try await withBench("/usr/bin/yes", limit: 100_000) { bench in
            let listener = try bench.conversions.listener(to: name, bench.job([1]))
            let error = await #expect(throws: LockerError.self) { try await read(listener) }
            #expect(error?.code == .failedPrecondition)
            #expect(bench.conversions.files.bytes == 0)
        }
    }

    @Test func `a song for which there is no room is not fetched, and one is whose turn it is`() async throws {
        try await withBench("/usr/bin/cat", limit: 100_000) { bench in
            let bytes = [UInt8](repeating: 7, count: 30_000)
            let draft = try bench.conversions.files.begin(for: "bob")
            try draft.reserve(75_000)
            let first = try bench.conversions.listener(to: name, bench.job(bytes))
            let error = await #expect(throws: LockerError.self) { try await read(first) }
            #expect(error?.code == .tooMany && bench.fetches.value == 0)
            try bench.conversions.files.keep(draft, as: SHA256.digest(of: [9]), size: 50_000)
            let second = try bench.conversions.listener(to: name, bench.job(bytes))
            let made = try await read(second)
            // The song and what comes of it, for which what was kept has made way.
            #expect(made == bytes && bench.conversions.files.bytes == 30_000)
        }
    }

    @Test func `who waits for too long for a turn is told to try again`() async throws {
        try await withBench("/usr/bin/sleep", patience: .milliseconds(50)) { bench in
            let first = try bench.conversions.listener(to: name, bench.job([1], ["1000"]))
            for _ in 0..<3000 where bench.conversions.runningCount == 0 {
                try await Task.sleep(for: .milliseconds(20))
            }
            let second = try bench.conversions.listener(to: SHA256.digest(of: [9]), bench.job([1], ["1000"]))
            let error = await #expect(throws: LockerError.self) { try await read(second) }
            #expect(error?.code == .tooMany)
            withExtendedLifetime(first) {}
        }
    }
}
