import Glibc
import LockerAPI
import LockerBase
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

@Suite struct FileTransferTests {
    private static let answer = Locker_V1_IngestResponse.with {
        $0.blob = .init(repeating: 7, count: 32)
        $0.size = 3
    }

    /// Syncs a folder that holds the file `song` of three bytes, whose path is told to `made`.
    private func sync(
        _ daemon: FakeDaemon, _ transfer: SyncOptions.Transfer, made: (String) -> Void = { _ in }
    ) throws -> SyncReport {
        try daemon.serve { socket, folder in
            try makeFile(folder + "/song", [1, 2, 3])
            made(folder + "/song")
            var options = SyncOptions()
            options.stateFolder = nil
            options.transfer = transfer
            return try Sync(connection: LockerConnection(socket: socket), directory: folder, options: options).run()
        }
    }

    @Test func `the daemon is told which file is meant, and what it answers is what was sent`() throws {
        var daemon = FakeDaemon()
        daemon.onSync()
        let calls = Monitor(0)
        daemon.on(LockerMethods.ingest) { context, request in
            calls.withLock { $0 += 1 }
            let stamp = context.descriptors.first.flatMap { try? $0.status() }.map(FileStamp.init)
            let expected = stamp.map { stamp in
                Locker_V1_Stamp.with {
                    $0.size = UInt64(stamp.size)
                    $0.modified = stamp.modified
                    $0.changed = stamp.changed
                }
            }
            #expect(request.hasExpected && request.expected == expected && request.modified == stamp?.modified)
            // What becomes of the file after the daemon has read it takes nothing back.
            if let file = context.descriptors.first { #expect(fchmod(file.number, 0o600) == 0) }
            return FileTransferTests.answer
        }
        let report = try sync(daemon, .descriptor)
        #expect(report.uploaded == 1 && report.skipped.isEmpty && calls.withLock { $0 } == 1)
    }

    @Test func `a file that the daemon finds changed is looked at anew`() throws {
        var daemon = FakeDaemon()
        daemon.onSync()
        let stamps = Monitor<[Locker_V1_Stamp]>([])
        daemon.on(LockerMethods.ingest) { (context, request) throws(LockerError) in
            let calls = stamps.withLock { stamps in
                stamps.append(request.expected)
                return stamps.count
            }
            guard calls == 3 else {
                if let file = context.descriptors.first { futimens(file.number, [timespec(), timespec()]) }
                throw LockerError(.changed, "song: changed")
            }
            return FileTransferTests.answer
        }
        let report = try sync(daemon, .descriptor)
        #expect(report.uploaded == 1 && report.skipped.isEmpty)
        #expect(stamps.withLock { $0.first != $0.last && $0.last?.modified == 0 })
    }

    /// A daemon that takes uploads, and how they end; each written piece is told to `onPiece`.
    private func uploads(
        _ onPiece: @escaping @Sendable (Locker_V1_WriteUploadRequest) throws(LockerError) -> Void
    ) -> (FakeDaemon, Monitor<Uploads>) {
        var daemon = FakeDaemon()
        let uploads = Monitor(Uploads())
        daemon.onSync()
        daemon.on(LockerMethods.beginUpload) { _, _ in
            uploads.withLock { uploads in
                uploads.begun += 1
                uploads.open.insert(uploads.begun)
                return .with { $0.upload = uploads.begun }
            }
        }
        daemon.on(LockerMethods.writeUpload) { (_, request) throws(LockerError) in
            try onPiece(request)
            return .init()
        }
        daemon.on(LockerMethods.finishUpload) { _, request in
            uploads.withLock { uploads in
                uploads.open.remove(request.upload)
                uploads.finished += 1
            }
            return FileTransferTests.answer
        }
        daemon.on(LockerMethods.cancelUpload) { _, request in
            uploads.withLock { _ = $0.open.remove(request.upload) }
            return .init()
        }
        return (daemon, uploads)
    }

    private struct Uploads {
        var begun: UInt64 = 0
        var finished = 0
        var open: Set<UInt64> = []
    }

    @Test func `a file that changes while it is streamed leaves no upload behind and is skipped`() throws {
        let file = Monitor<String?>(nil)
        let (daemon, uploads) = uploads { _ in
            file.withLock { path in
                guard let path else { return }
                // A second at least, whatever the file system's clock can tell apart.
                var status = stat()
                stat(path, &status)
                let later = timespec(tv_sec: status.st_mtim.tv_sec + 1, tv_nsec: 0)
                #expect(utimensat(AT_FDCWD, path, [later, later], 0) == 0)
            }
        }
        let report = try sync(daemon, .stream) { path in file.withLock { $0 = path } }
        #expect(report.uploaded == 0 && report.skipped.map(\.path) == [Array("song".utf8)])
        #expect(uploads.withLock { $0.begun == 3 && $0.finished == 0 && $0.open.isEmpty })
    }

    @Test func `an upload that the daemon refuses is given up`() throws {
        let (daemon, uploads) = uploads { (_) throws(LockerError) in
            throw LockerError(.invalidArgument, "song: refused")
        }
        let report = try sync(daemon, .stream)
        #expect(report.skipped.map(\.reason) == ["refused"])
        #expect(uploads.withLock { $0.begun == 1 && $0.finished == 0 && $0.open.isEmpty })
    }

    @Test func `an upload of a file that stays as it is is finished`() throws {
        let (daemon, uploads) = uploads { request in #expect(Array(request.data) == [1, 2, 3]) }
        let report = try sync(daemon, .stream)
        #expect(report.uploaded == 1 && report.sentBytes == 3)
        #expect(uploads.withLock { $0.begun == 1 && $0.finished == 1 && $0.open.isEmpty })
    }
}
