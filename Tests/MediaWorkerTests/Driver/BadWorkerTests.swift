import LockerBase
import MediaTestSupport
import MediaWorker
import Testing

/// Programs that are not what a worker is to be: such a song might make of one.
@Suite struct BadWorkerTests {
    /// Says that it is ready, then what the script says. Standard input is the socket.
    private func readers(_ script: String) throws -> TagReaders {
        let ready = "printf '\\001\\000\\000\\000\\020' >&0\n"
        return try TagReaders(WorkerCommand(path: "/bin/sh", arguments: ["-c", ready + script]), workers: 1)
    }

    private let song = SongBytes(Songs.mp3(ID3v2Fixture().text("TIT2", "One")))

    private func reading(_ script: String) async throws -> SongReading? {
        let readers = try readers(script)
        defer { readers.close() }
        return try await readers.read([song], for: "alice") { _, _ in [0] }.first
    }

    private func expectFailure(_ script: String) async throws {
        let reading = try await reading(script)
        guard case .failed = reading else {
            Issue.record("\(script): \(String(describing: reading))")
            return
        }
    }

    @Test func `one that thinks for ever`() async throws {
        try await expectFailure("while :; do :; done")
    }

    @Test func `one that says nonsense`() async throws {
        // Facts of one byte; a frame of no kind; one that is longer than any.
        try await expectFailure("printf '\\002\\000\\000\\000\\023x' >&0; read line")
        try await expectFailure("printf '\\001\\000\\000\\000\\377' >&0; read line")
        try await expectFailure("printf '\\377\\377\\377\\377\\023' >&0; read line")
    }

    @Test func `one that asks for what the song has not`() async throws {
        let beyond =
            "printf '\\015\\000\\000\\000\\022\\377\\377\\377\\000\\000\\000\\000\\000\\001\\000\\000\\000' >&0"
        try await expectFailure(beyond + "; read line")
    }

    @Test func `one that asks without end`() async throws {
        let first = "printf '\\015\\000\\000\\000\\022\\000\\000\\000\\000\\000\\000\\000\\000\\001\\000\\000\\000' >&0"
        try await expectFailure("while :; do \(first) || exit; done")
    }

    @Test func `one that does not start is no fault of songs`() async throws {
        for command in [WorkerCommand(path: "/nonexistent"), WorkerCommand(path: "/bin/true")] {
            let readers = try TagReaders(command, workers: 1)
            defer { readers.close() }
            for _ in 0..<5 {
                let error = await #expect(throws: LockerError.self) {
                    try await readers.read([song], for: "alice") { _, _ in nil }
                }
                #expect(error?.code == .unavailable || error?.code == .notFound)
            }
        }
    }
}
