import Glibc
import LockerAPI
import LockerBase
import LockerCommands
import LockerSync
import LockerTestSupport
import Testing

@Suite struct ScanTests {
    /// Serves a catalog and a library; `body` gets the socket, a folder to fill and one for the state.
    private func serve(_ catalog: FakeCatalog, _ body: (String, String, String) throws -> Void) throws {
        var daemon = FakeDaemon()
        daemon.onSync(["other"])
        catalog.answer(on: &daemon)
        try daemon.serve { socket, folder in
            try withTemporaryDirectory { state in try body(socket, folder, state) }
        }
    }

    private func scan(_ socket: String, _ folder: String, _ state: String) throws -> ScanReport {
        try Scan(
            connection: LockerConnection(socket: socket), directory: Array(folder.utf8), stateFolder: state
        ).run()
    }

    @Test func `every file has its verdict, its reason and what would be sent`() throws {
        let catalog = FakeCatalog()
        let (mine, theirs, nobodys) = (
            Songs.mp3(tag: 30, seed: 1), Songs.opus(comment: 30, seed: 2), Songs.mp3(tag: 30, seed: 3)
        )
        try catalog.add(Songs.opus(comment: 9, seed: 2))
        let owned = try #require(try Songs.cut(mine).recipe.track)
        catalog.state.withLock { $0.owned = [owned] }
        try serve(catalog) { socket, folder, state in
            try makeFile(folder + "/a.mp3", mine)
            try makeFile(folder + "/b.opus", theirs)
            try makeFile(folder + "/c.mp3", nobodys)
            try makeFile(folder + "/d.jpg", [1, 2, 3])
            try makeFile(folder + "/e", [])
            #expect(mkfifo(folder + "/f", 0o600) == 0)
            let report = try scan(socket, folder, state)
            #expect(report.files.map(\.path.description) == ["a.mp3", "b.opus", "c.mp3", "d.jpg", "e"])
            #expect(report.files.map(\.verdict) == [.yours, .catalog, .upload, .upload, .upload])
            let words = ["already", "only tags go up, about 113 bytes", "does not have it", "no audio", "empty"]
            for (file, words) in zip(report.files, words) {
                #expect(file.reason.contains(words), "\(file.path): \(file.reason)")
            }
            let bytes = [40, 113, nobodys.count, 3, 0]
            #expect(report.files.map(\.bytesToSend) == bytes && report.bytesToSend == bytes.reduce(0, +))
            #expect(report.files[0].track == owned && report.files[3].track == nil)
            let total = report.total(of: .upload)
            #expect(total.files == 3 && total.bytes == nobodys.count + 3)
            #expect(report.skipped.map(\.path) == [Array("f".utf8)])
        }
        let asked = catalog.state.withLock { $0 }
        #expect(asked.challenged == [false] && asked.assembled.isEmpty && asked.chunks.isEmpty)
    }

    @Test func `what a sync remembers is not read, and a scan remembers nothing`() throws {
        let catalog = FakeCatalog()
        try serve(catalog) { socket, folder, state in
            try makeFile(folder + "/old.mp3", Songs.mp3(tag: 30, seed: 1))
            // A file that is younger than the clock's tick when it is read is not trusted to be unchanged.
            let past = timespec(tv_sec: 1_400_000_000, tv_nsec: 5)
            #expect(utimensat(AT_FDCWD, folder + "/old.mp3", [past, past], 0) == 0)
            usleep(50_000)
            var options = SyncOptions()
            options.stateFolder = state
            options.transfer = .match
            let connection = try LockerConnection(socket: socket)
            try #expect(Sync(connection: connection, directory: folder, options: options).run().uploaded == 1)
            let states = {
                try TreeWalker.walk(Array(state.utf8)).items.rows().map(\.path.description)
                    .filter { $0.hasSuffix(".state") }
            }
            let name = try #require(try states().first)
            let remembered = try contents(of: "\(state)/\(name)")

            try makeFile(folder + "/new.mp3", Songs.mp3(tag: 30, seed: 2))
            usleep(50_000)
            let report = try scan(socket, folder, state)
            #expect(report.files.map(\.verdict) == [.upload, .yours])
            #expect(report.files[1].reason == "unchanged since the last sync" && report.files[1].bytesToSend == 0)
            try #expect(contents(of: "\(state)/\(name)") == remembered)
            try #expect(states() == [name])
        }
        #expect(catalog.state.withLock { $0.matches.last?.count == 1 })
    }

    @Test func `tracks are asked for a thousand at a time`() throws {
        let catalog = FakeCatalog()
        try serve(catalog) { socket, folder, state in
            for number in 0..<1001 {
                try makeFile("\(folder)/\(number)", Songs.mp3(tag: 0, seed: UInt64(number), frames: 3))
            }
            try makeFile(folder + "/copy", Songs.mp3(tag: 9, seed: 0, frames: 3))
            try #expect(scan(socket, folder, state).files.count == 1002)
        }
        #expect(catalog.state.withLock { $0.matches.map(\.count) } == [1000, 1])
    }

    @Test func `a scan has the contract's keys`() throws {
        let catalog = FakeCatalog()
        try serve(catalog) { socket, folder, state in
            try makeFile(folder + "/d.jpg", [1, 2, 3])
            #expect(mkfifo(folder + "/f", 0o600) == 0)
            let expected = [
                #"{"bytes_to_send":3,"excluded":0,"files":["#,
                #"{"bytes_to_send":3,"path":"d.jpg","reason":"no audio that could be matched was "#,
                #"found in it: it goes up whole","size":3,"track":null,"verdict":"upload"}],"#,
                #""skipped":[{"path":"f","reason":"not a regular file (FIFO)"}],"totals":{"#,
                #""catalog":{"bytes":0,"files":0},"upload":{"bytes":3,"files":1},"yours":{"bytes":0,"files":0}},"#,
                #""warnings":[]}"#,
            ]
            #expect(ScanText.json(try scan(socket, folder, state)).text == expected.joined())
            let arguments = ["--socket", socket, "--progress", "none", "scan", folder]
            #expect(LockerProgram.run(arguments.map { Array($0.utf8) }) == 3)
        }
    }
}
