import Glibc
import LockerBase
import LockerTestSupport
import MediaTestSupport
import MediaWorker
import Testing

/// What a worker may do, and what becomes of songs when one ends.
@Suite struct ConfinementTests {
    /// Runs `body` with readers whose workers can be told from others by the name of their program.
    private func withReaders(_ body: (TagReaders, Workers) async throws -> Void) async throws {
        var path = Array("/tmp/locker.XXXXXX".utf8CString)
        guard mkdtemp(&path) != nil else { throw LockerError(.system, "mkdtemp") }
        let folder = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let program = folder + "/worker"
        guard symlink(builtProgram("media-worker"), program) == 0 else { throw LockerError(.system, "symlink") }
        defer {
            unlink(program)
            rmdir(folder)
        }
        let readers = try TagReaders(WorkerCommand(path: program), workers: 1)
        defer { readers.close() }
        try await body(readers, Workers(path: program))
    }

    private var long: [UInt8] { Songs.flac(["TITLE=Long"], pictures: [Pictures.jpeg(300_000)]) }
    private var short: SongBytes { SongBytes(Songs.mp3(ID3v2Fixture().text("TIT2", "Short"))) }

    @Test func `a worker has no files, no privileges and few system calls`() async throws {
        try await withReaders { readers, workers in
            _ = try await readers.read([short], for: "alice") { _, _ in nil }
            let number = try #require(workers.numbers.first)
            #expect(Workers.status(number, "Seccomp") == "2")
            #expect(Workers.status(number, "NoNewPrivs") == "1")
            #expect(Workers.status(number, "Threads") == "1")
            #expect(Workers.file(number, "environ") == "")
            let limits = Workers.file(number, "limits").split(separator: "\n").map(String.init)
            for name in ["Max open files", "Max processes", "Max core file size", "Max file size"] {
                let words = limits.first { $0.hasPrefix(name) }?.dropFirst(name.count).split(separator: " ")
                #expect(words?.first == "0")
            }
            for descriptor in 3..<64 {
                #expect(access("/proc/\(number)/fd/\(descriptor)", F_OK) != 0)
            }
        }
    }

    @Test func `a worker reads songs of one owner alone`() async throws {
        try await withReaders { readers, workers in
            _ = try await readers.read([short], for: "alice") { _, _ in nil }
            let first = workers.numbers
            _ = try await readers.read([short], for: "alice") { _, _ in nil }
            #expect(workers.numbers == first && first.count == 1)
            _ = try await readers.read([short], for: "bob") { _, _ in nil }
            let second = workers.numbers
            #expect(second.count == 1 && second != first)
        }
    }

    @Test func `nothing is left of a worker that ends while nobody uses it`() async throws {
        try await withReaders { readers, workers in
            _ = try await readers.read([short], for: "alice") { _, _ in nil }
            let number = try #require(workers.numbers.first)
            // As one does by itself that nobody asks anything for minutes.
            kill(number, SIGKILL)
            for _ in 0..<3000 where Workers.status(number, "State") != nil {
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(Workers.status(number, "State") == nil)
            let next = try await readers.read([short], for: "alice") { _, _ in nil }
            guard case .facts = next.first else {
                Issue.record("\(String(describing: next.first))")
                return
            }
        }
    }

    @Test func `a song whose worker is killed costs itself alone`() async throws {
        try await withReaders { readers, workers in
            let songs = [short, ends(of: long), short]
            let readings = try await readers.read(songs, for: "alice") { _, _ in
                for number in workers.numbers { kill(number, SIGKILL) }
                return [0]
            }
            guard case .facts = readings[0], case .failed = readings[1], case .facts = readings[2] else {
                Issue.record("\(readings)")
                return
            }
        }
    }

    @Test func `a worker that was killed between songs is replaced`() async throws {
        try await withReaders { readers, workers in
            _ = try await readers.read([short], for: "alice") { _, _ in nil }
            for number in workers.numbers { kill(number, SIGKILL) }
            let readings = try await readers.read([short, short], for: "alice") { _, _ in nil }
            #expect(readings.allSatisfy { if case .facts = $0 { true } else { false } })
            for number in workers.numbers { kill(number, SIGKILL) }
            let song = long
            let digest = try #require(facts(of: song)?.pictures.first?.digest)
            let picture = try await readers.picture(digest, of: ends(of: song), for: "alice") { Array(song[$0]) }
            #expect(picture?.bytes.count == 300_000)
        }
    }

    @Test func `whoever gives up waiting leaves no worker behind`() async throws {
        try await withReaders { readers, workers in
            let task = Task {
                try await readers.read([ends(of: long)], for: "alice") {
                    (_: Int, _: Range<Int>) async throws(LockerError) -> [UInt8]? in
                    withUnsafeCurrentTask { $0?.cancel() }
                    return [0]
                }
            }
            let result = await task.result
            #expect(throws: LockerError.self) { try result.get() }
            #expect(workers.numbers == [])
            let readings = try await readers.read([short], for: "alice") { _, _ in nil }
            #expect(readings.count == 1)
        }
    }
}
