import Glibc
import LockerAPI
import LockerBase
import LockerCommands
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

@Suite struct MatchTransferTests {
    /// Syncs a folder that holds `files`, and returns the report and what `catalog` was asked.
    private func sync(
        _ files: [String: [UInt8]], _ catalog: FakeCatalog = FakeCatalog(), threads: Int = 1,
        observer: any ProgressObserver = SilentProgress(), _ prepare: (inout FakeDaemon, String) -> Void = { _, _ in }
    ) throws -> (report: SyncReport, asked: FakeCatalog.State) {
        try withTemporaryDirectory { directory in
            for (name, bytes) in files { try makeFile("\(directory)/\(name)", bytes) }
            var daemon = FakeDaemon()
            daemon.onSync()
            catalog.answer(on: &daemon)
            prepare(&daemon, directory)
            let report = try daemon.serve { socket, _ in
                var options = SyncOptions()
                options.stateFolder = nil
                options.transfer = .match
                options.threads = threads
                return try Sync(
                    connection: LockerConnection(socket: socket), directory: directory, options: options
                ).run(observer)
            }
            return (report, catalog.state.withLock { $0 })
        }
    }

    /// A daemon's answers to a file in pieces.
    private func takeUploads(_ daemon: inout FakeDaemon) {
        daemon.on(LockerMethods.beginUpload) { _, _ in .with { $0.upload = 1 } }
        daemon.on(LockerMethods.writeUpload) { _, _ in .init() }
        daemon.on(LockerMethods.finishUpload) { _, _ in .with { $0.blob = .init(repeating: 7, count: 32) } }
    }

    @Test(arguments: [(20, 500), (4000, 60)])
    func `of a song that the catalog has, only the tags are sent`(frames: Int, tag: Int) throws {
        let catalog = FakeCatalog()
        try catalog.add(Songs.mp3(tag: 900, seed: 1, frames: frames))
        let song = Songs.mp3(tag: tag, seed: 1, frames: frames)
        let (report, asked) = try sync(["song.mp3": song], catalog)
        #expect(report.matched == 1 && report.uploaded == 0 && report.files == 1 && report.skipped.isEmpty)
        #expect(report.sentBytes == tag + 10 && report.logicalBytes == song.count)
        #expect(asked.proofs == [true] && asked.challenged == [true])
        #expect(asked.staged == ["song.mp3": try Songs.cut(song).recipe.blob])
    }

    @Test func `an Ogg file is proved by its packets`() throws {
        let catalog = FakeCatalog()
        try catalog.add(Songs.opus(comment: 10, seed: 3))
        let (report, asked) = try sync(["a.opus": Songs.opus(comment: 3000, seed: 3)], catalog)
        #expect(report.matched == 1 && report.sentBytes < 10_000 && asked.proofs == [true])
    }

    @Test func `what is in no catalog is sent once, in messages that are not too large`() throws {
        var random = SplitMix64(seed: 5)
        let (picture, other) = (random.bytes(3_000_000), random.bytes(100_000))
        let song = Songs.mp3(tag: 40, seed: 6)
        let files = ["a.jpg": picture, "b.jpg": picture, "c.txt": other, "d.mp3": song, "e": [], "f": picture + [1]]
        let (report, asked) = try sync(files)
        #expect(report.uploaded == 6 && report.matched == 0 && asked.staged.count == 6)
        let sent = asked.chunks.joined()
        #expect(Set(sent).count == sent.count)
        let tail = try Songs.cut(picture + [1]).recipe.chunks.reduce(0) { $0 + (sent.contains($1.digest) ? 1 : 0) }
        #expect(tail > 40 && asked.chunks.count >= 4)
        #expect(report.sentBytes > picture.count + other.count + song.count)
        #expect(report.sentBytes <= picture.count + other.count + song.count + (256 << 10))
        #expect(asked.proofs.isEmpty && asked.matches.map(\.count) == [1])
    }

    @Test func `copies of a song are proved once, by several threads too`() throws {
        let catalog = FakeCatalog()
        try catalog.add(Songs.mp3(tag: 0, seed: 8))
        var files: [String: [UInt8]] = [:]
        for number in 0..<100 { files["\(number).mp3"] = Songs.mp3(tag: number, seed: 8) }
        let (report, asked) = try sync(files, catalog, threads: 4)
        #expect(report.matched == 100 && asked.proofs == [true] && asked.matches.count == 1)
        #expect(asked.assembled.allSatisfy { $0.count <= 32 })
    }

    @Test func `a proof that is refused means that the song is sent`() throws {
        let catalog = FakeCatalog()
        let song = Songs.mp3(tag: 0, seed: 9)
        try catalog.add(song)
        catalog.state.withLock { $0.takesProofs = false }
        let (report, asked) = try sync(["a.mp3": song, "b.mp3": song], catalog)
        #expect(report.uploaded == 2 && report.matched == 0 && report.sentBytes == song.count)
        #expect(asked.proofs == [true])
    }

    @Test func `what the account has is not sent, whether the catalog has it or not`() throws {
        let catalog = FakeCatalog()
        let song = Songs.mp3(tag: 30, seed: 10)
        try catalog.add(song)
        let track = try #require(try Songs.cut(song).recipe.track)
        catalog.state.withLock { $0.owned = [track] }
        let (report, asked) = try sync(["a.mp3": song], catalog)
        #expect(report.matched == 1 && report.sentBytes == 40 && asked.proofs.isEmpty)
    }

    @Test func `a file that is refused as a recipe goes whole, and the others beside it do not`() throws {
        let catalog = FakeCatalog()
        catalog.state.withLock { $0.refused = ["b"] }
        let (report, asked) = try sync(["a": [1], "b": [2, 3], "c": [4]], catalog) { daemon, _ in
            takeUploads(&daemon)
        }
        #expect(report.uploaded == 3 && report.skipped.isEmpty && report.sentBytes == 4)
        #expect(Set(asked.staged.keys) == ["a", "c"])
    }

    /// Changes the file `song` of the folder at every PutChunks call up to the `last`.
    private func changing(until last: Int, _ daemon: inout FakeDaemon, _ directory: String, _ catalog: FakeCatalog) {
        let calls = Monitor(0)
        daemon.on(LockerMethods.match) { _, request in
            let call = calls.withLock { calls in
                calls += 1
                return calls
            }
            if call <= last {
                // With another length, whatever the file system's clock can tell apart.
                #expect(truncate("\(directory)/song", 400 * 417 + 10 - call) == 0)
            }
            return .with { $0.answers = request.tracks.map { _ in .init() } }
        }
    }

    @Test func `a file that changes after it was cut is cut again`() throws {
        let catalog = FakeCatalog()
        let (report, asked) = try sync(["song": Songs.mp3(tag: 0, seed: 11)], catalog) { daemon, directory in
            changing(until: 2, &daemon, directory, catalog)
        }
        #expect(report.uploaded == 1 && report.skipped.isEmpty)
        // What it still has of what was sent before is not sent again.
        #expect(report.logicalBytes == 400 * 417 + 8 && report.sentBytes == report.logicalBytes)
        let last = Array(Songs.mp3(tag: 0, seed: 11).dropLast(2))
        #expect(asked.staged == ["song": try Songs.cut(last).recipe.blob])
    }

    @Test func `a file that keeps changing is skipped`() throws {
        let catalog = FakeCatalog()
        let (report, asked) = try sync(["song": Songs.mp3(tag: 0, seed: 12)], catalog) { daemon, directory in
            changing(until: .max, &daemon, directory, catalog)
        }
        #expect(report.files == 0 && asked.staged.isEmpty)
        #expect(report.skipped.map(\.path) == [Array("song".utf8)])
        #expect(report.skipped.first?.reason.contains("changed while it was read") == true)
    }

    @Test func `an error of the daemon ends the sync`() throws {
        let error = #expect(throws: LockerError.self) {
            try sync(["a": [1, 2, 3]]) { daemon, _ in
                daemon.on(LockerMethods.putChunks) { (_, _) throws(LockerError) in throw LockerError(.overQuota, "full")
                }
            }
        }
        #expect(error?.code == .overQuota)
    }

    @Test func `progress comes to the length of the files`() throws {
        let catalog = FakeCatalog()
        try catalog.add(Songs.mp3(tag: 900, seed: 1))
        catalog.state.withLock { $0.refused = ["whole"] }
        let listener = LastFigures()
        let files = [
            "a.mp3": Songs.mp3(tag: 5, seed: 1), "b.mp3": Songs.mp3(tag: 5, seed: 2), "whole": [1, 2, 3],
            "c.opus": Songs.opus(comment: 5, seed: 3),
        ]
        _ = try sync(files, catalog, observer: ProgressMeter(listener)) { daemon, _ in takeUploads(&daemon) }
        let last = listener.last.withLock { $0 }
        #expect(last.files == 4 && last.allFiles == 4)
        #expect(last.bytes == last.allBytes && last.bytes == files.values.reduce(0) { $0 + $1.count })
    }

    private final class LastFigures: ProgressDisplay {
        let last = Monitor(ProgressFigures())
        let interval = 0.0

        func show(_ figures: ProgressFigures, isLast: Bool) {
            last.withLock { $0 = figures }
        }

        func skipped(_ item: Skipped) {}
    }
}
