import LockerAPI
import LockerCommands
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

@Suite struct ProgressTests {
    private final class Listener: ProgressDisplay {
        let shown = Monitor<[ProgressFigures]>([])
        let interval = 0.0

        func show(_ figures: ProgressFigures, isLast: Bool) {
            shown.withLock { $0.append(figures) }
        }

        func skipped(_ item: Skipped) {}
    }

    @Test func `a restore counts what it writes, not what is there already`() throws {
        var daemon = FakeDaemon()
        let times = Monitor<Int64>(0)
        daemon.on(LockerMethods.list) { _, _ in
            .with {
                $0.entries = ["new", "old"].map { name in
                    .with {
                        $0.path = .init(name.utf8)
                        $0.kind = .file
                        $0.size = 3
                        $0.modified = times.withLock { $0 }
                    }
                }
            }
        }
        daemon.on(LockerMethods.restore) { context, _ in
            let bytes: [UInt8] = [1, 2, 3]
            bytes.withUnsafeBytes { try? context.descriptors.first?.writeFully($0, at: 0, subject: "new") }
            return .with { $0.size = 3 }
        }
        let listener = Listener()
        let report = try daemon.serve { socket, folder in
            let old = try makeFile(folder + "/old", [1, 2, 3])
            let modified = FileStamp(try old.status()).modified
            times.withLock { $0 = modified }
            return try Restorer(connection: LockerConnection(socket: socket), directory: folder)
                .run(ProgressMeter(listener))
        }
        #expect(report.restored == 1 && report.unchanged == 1)
        let last = listener.shown.withLock { $0.last }
        #expect(last?.files == 1 && last?.allFiles == 1 && last?.bytes == 3 && last?.allBytes == 3)
    }

    @Test func `one file is a file, two are files`() {
        func line(_ files: Int) -> String {
            let figures = ProgressFigures(files: files, allFiles: files, bytes: 2048, allBytes: 2048)
            return ProgressText.line(figures, verb: "sent", isLast: true)
        }
        #expect(line(1) == "1 of 1 file sent, 2.0 KiB of 2.0 KiB")
        #expect(line(2) == "2 of 2 files sent, 2.0 KiB of 2.0 KiB")
        var report = RestoreReport()
        report.restored = 1
        #expect(RestoreText.line(report).contains("1 file restored"))
        var sync = SyncReport()
        sync.files = 1
        #expect(SyncText.line(sync, dryRun: false).contains("1 file (0 B)"))
    }

    @Test func `the figures of a terminal keep their width`() {
        let all = 3 << 30
        let moments = [
            (0, 0.0), (0, 5.0), (1 << 20, 0.1), (1 << 20, 1.0), (99 << 20, 3.0), (1000 << 20, 90.0), (2 << 30, 7000.0),
            (all, 9000.0),
        ]
        let widths = moments.map { bytes, seconds in
            let figures = ProgressFigures(
                files: bytes >> 20, allFiles: all >> 20, bytes: bytes, allBytes: all, seconds: seconds)
            return ProgressText.columns(figures, verb: "sent", isLast: bytes == all).count
        }
        #expect(Set(widths).count == 1, "\(widths)")
    }
}
