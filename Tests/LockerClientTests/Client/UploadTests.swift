import FoundationEssentials
import LockerAPI
import LockerBase
import LockerClient
import POSIXSupport
import Testing

/// What programs send without a folder of their own.
@Suite struct UploadTests {
    /// A daemon that keeps the names of the calls it gets, and takes everything but what `refused` says.
    private func daemon(_ calls: Monitor<[String]>, refused: String? = nil) -> FakeDaemon {
        @Sendable func note(_ call: String) throws(LockerError) {
            calls.withLock { $0.append(call) }
            if call == refused { throw LockerError(.overQuota, "full") }
        }
        var daemon = FakeDaemon()
        daemon.onSync()
        daemon.on(LockerMethods.beginUpload) { (_, request) throws(LockerError) in
            try note("begin \(String(decoding: request.path, as: UTF8.self)) \(request.hasMode)")
            return .with { $0.upload = 5 }
        }
        daemon.on(LockerMethods.writeUpload) { (_, request) throws(LockerError) in
            try note("write \(request.upload) \(request.offset)+\(request.data.count)")
            return .init()
        }
        daemon.on(LockerMethods.finishUpload) { (_, request) throws(LockerError) in
            try note("finish \(request.size)")
            return .with { $0.size = request.size }
        }
        daemon.on(LockerMethods.cancelUpload) { (_, request) throws(LockerError) in
            try note("cancel \(request.upload)")
            return .init()
        }
        daemon.on(LockerMethods.putChunks) { (_, request) throws(LockerError) in
            try note("put \(request.chunks.count)")
            return .init()
        }
        return daemon
    }

    private func session(_ socket: String) throws -> UploadSession {
        try UploadSession(connection: LockerConnection(socket: socket), library: "main")
    }

    @Test func `content goes piece by piece, each behind the one before`() throws {
        let calls = Monitor<[String]>([])
        let (size, told) = try daemon(calls).serve { socket, _ in
            var upload = StreamedUpload(to: try EntryPath("a"), modified: 1, in: try session(socket))
            var pieces = [Data(count: 3), Data(count: 4)]
            var told: [Int] = []
            let answer = try upload.run { () throws(LockerError) in
                pieces.isEmpty ? nil : pieces.removeFirst()
            } sent: {
                told.append($0)
            }
            #expect(upload.sentBytes == 7)
            return (answer.size, told)
        }
        #expect(size == 7 && told == [3, 4])
        #expect(calls.withLock { $0 } == ["begin a false", "write 5 0+3", "write 5 3+4", "finish 7"])
    }

    @Test(arguments: ["begin a true", "write 5 0+1", "finish 2", nil])
    func `an upload that fails is given up, whoever fails`(refused: String?) throws {
        let calls = Monitor<[String]>([])
        try daemon(calls, refused: refused).serve { socket, _ in
            var upload = StreamedUpload(to: try EntryPath("a"), modified: 1, mode: 0o600, in: try session(socket))
            var count = 0
            let error = #expect(throws: LockerError.self) {
                try upload.run { () throws(LockerError) in
                    count += 1
                    if count == 3, refused == nil { throw LockerError(.changed, "the source changed") }
                    return count < 3 ? Data(count: 1) : nil
                }
            }
            #expect(error?.code == (refused == nil ? .changed : .overQuota))
        }
        let made = calls.withLock { $0 }
        #expect(made.contains("cancel 5") == (made.count > 1))
        #expect(refused == "finish 2" || !made.contains("finish 2"))
    }

    @Test func `chunks wait for each other, and none is sent twice`() throws {
        let calls = Monitor<[String]>([])
        let sent = SentChunks()
        try daemon(calls).serve { socket, _ in
            let upload = ChunkUpload(session: try session(socket), sent: sent)
            let chunks = (0..<5).map { [UInt8](repeating: UInt8($0), count: 300_000) }
            for chunk in chunks {
                let digest = SHA256.digest(of: chunk)
                #expect(!upload.contains(digest))
                try upload.add(chunk, named: digest)
                #expect(upload.contains(digest))
            }
            #expect(upload.sentBytes == 900_000 && !sent.contains(SHA256.digest(of: chunks[4])))
            try upload.flush()
            try upload.flush()
            #expect(upload.sentBytes == 1_500_000 && sent.contains(SHA256.digest(of: chunks[4])))
        }
        #expect(calls.withLock { $0 } == ["put 3", "put 2"])
    }

    /// After other refusals, and of an older daemon, what was staged is forgotten: another commit would be one of nothing,
    /// and succeed.
    @Test(arguments: [true, false])
    func `a commit that is refused is made again where nothing is lost`(_ again: Bool) throws {
        let commits = Monitor(0)
        var daemon = FakeDaemon()
        daemon.onSync()
        daemon.on(LockerMethods.capabilities) { _, _ in .with { $0.features = ["commit-again"] } }
        daemon.on(LockerMethods.commit) { (_, _) throws(LockerError) in
            let count = commits.withLock { count -> Int in
                count += 1
                return count
            }
            let hint: ErrorHint = again ? .tryAgain : .listDevices
            if count == 1 { throw LockerError(.tooMany, "not now, or not at all", hint: hint) }
            return .with { $0.revision = 4 }
        }
        let revision: UInt64? = try daemon.serve { socket, _ in
            try? session(socket).commit(from: nil).revision
        }
        #expect(revision == (again ? 4 : nil))
        #expect(commits.withLock { $0 } == (again ? 2 : 1))
    }
}
