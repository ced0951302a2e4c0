import Glibc
import LockerAPI
import LockerBase
import LockerClient
import LockerSync
import LockerTestSupport
import ServerLink
import Testing

/// What people do with folders, over a server in front of a daemon with a store.
@Suite struct RemoteServerTests {
    private func connect(_ gateway: FakeGateway, pauses: [Double] = [0, 0.05, 0.1]) throws(LockerError)
        -> LockerConnection
    {
        try RemoteGateway(at: ServerAddress(gateway.url)).connect("lk_1", pauses: pauses)
    }

    /// Files of 100,000 bytes each.
    private func makeFiles(_ count: Int, in folder: String) throws {
        var random = SplitMix64(seed: 5)
        #expect(mkdir(folder, 0o755) == 0)
        for number in 0..<count {
            try Tree.write(random.bytes(100_000), folder, Array("file \(number)".utf8), modified: 1_341_100_800)
        }
        usleep(50_000)
    }

    @Test(arguments: [nil, .stream, .descriptor] as [SyncOptions.Transfer?])
    func `sync, restore and get go through a server, and nothing is said of descriptors`(
        transfer: SyncOptions.Transfer?
    ) throws {
        try TestDaemon.with { test in
            let source = test.directory + "/source"
            try Tree.make(at: source, seed: 13)
            try FakeGateway.with(always: .carry(to: test.socket, cut: nil)) { gateway in
                let connection = try connect(gateway)
                #expect(!connection.passesDescriptors)
                var options = test.syncOptions()
                options.setTransfer(transfer, isRemote: !connection.passesDescriptors)
                #expect(options.transfer == transfer ?? .match)
                let report = try Sync(connection: connection, directory: source, options: options).run()
                #expect(report.uploaded == 9 && report.skipped.isEmpty && report.warnings.isEmpty)
                let again = try Sync(connection: connection, directory: source, options: options).run()
                #expect(again.unchanged == 9 && again.sentBytes == 0)

                let target = test.directory + "/target"
                let restored = try Restorer(connection: connection, directory: target).run()
                #expect(restored.restored == 9 && restored.skipped.isEmpty && restored.warnings.isEmpty)
                #expect(Tree.differences(source, target) == "")

                var notes: [String] = []
                let fetch = FileFetch(connection: connection, library: "main") { notes.append($0) }
                let output = test.directory + "/song"
                #expect(try fetch.fetch(EntryPath("a/b/song.mp3"), to: Array(output.utf8)) == 700_000)
                #expect(try contents(of: output) == contents(of: source + "/a/b/song.mp3") && notes.isEmpty)
            }
        }
    }

    @Test func `a restore goes on where its line broke, again and again`() throws {
        try TestDaemon.with { test in
            let (source, target) = (test.directory + "/source", test.directory + "/target")
            try makeFiles(30, in: source)
            _ = try Sync(connection: test.connect(), directory: source, options: test.syncOptions()).run()
            let react: FakeGateway.React = { _, _, number in
                .carry(to: test.socket, cut: number < 4 ? 700_000 : nil)
            }
            try FakeGateway.with(react) { gateway in
                let report = try Restorer(connection: connect(gateway), directory: target).run()
                #expect(report.restored == 30 && report.skipped.isEmpty && gateway.connections == 4)
                #expect(Tree.differences(source, target) == "")
            }
        }
    }

    @Test(arguments: [SyncOptions.Transfer.match, .stream])
    func `a sync whose line broke says so, and the next one goes on`(transfer: SyncOptions.Transfer) throws {
        try TestDaemon.with { test in
            let source = test.directory + "/source"
            try makeFiles(30, in: source)
            var options = test.syncOptions()
            (options.transfer, options.filesPerCommit) = (transfer, 5)
            let cut: FakeGateway.React = { _, _, _ in .carry(to: test.socket, cut: nil, cutUp: 1_700_000) }
            try FakeGateway.with(cut) { gateway in
                let sync = Sync(connection: try connect(gateway), directory: source, options: options)
                let error = #expect(throws: LockerError.self) { try sync.run() }
                #expect(error?.code == .unavailable && error?.message.contains(gateway.url) == true)
            }
            try FakeGateway.with(always: .carry(to: test.socket, cut: nil)) { gateway in
                let report = try Sync(connection: connect(gateway), directory: source, options: options).run()
                // What was committed is not sent again.
                #expect(report.files == 30 && report.unchanged >= 5 && report.uploaded <= 25)
                let target = test.directory + "/target"
                _ = try Restorer(connection: connect(gateway), directory: target).run()
                #expect(Tree.differences(source, target) == "")
            }
        }
    }

    @Test func `a pull goes on where its line broke`() throws {
        try TestDaemon.with { test in
            let source = test.directory + "/source"
            try makeFiles(12, in: source)
            _ = try Sync(connection: test.connect(), directory: source, options: test.syncOptions()).run()
            let device = try TestDevice("device", of: test.directory, socket: test.socket)
            let react: FakeGateway.React = { _, _, number in
                .carry(to: test.socket, cut: number == 1 ? 500_000 : nil)
            }
            try FakeGateway.with(react) { gateway in
                var report = BothReport()
                let both = BothWays(
                    connection: try connect(gateway), directory: Array(device.folder.utf8),
                    options: try device.options(pullsOnly: true) { _ in })
                try both.run(SilentProgress(), &report)
                #expect(report.received == 12 && report.skipped.isEmpty && gateway.connections == 2)
                #expect(Tree.differences(source, device.folder) == "")
            }
        }
    }

    @Test func `a watch goes on when its lines are there again`() throws {
        try TestDaemon.with { test in
            let here = try TestDevice("here", of: test.directory, socket: test.socket)
            let there = try TestDevice("there", of: test.directory, socket: test.socket)
            try here.write("first", "1")
            try here.sync()
            try FakeGateway.with(always: .carry(to: test.socket, cut: nil)) { gateway in
                let url = gateway.url
                let watch = try TestWatch(
                    there, { $0.both.sync.setTransfer(nil, isRemote: true) },
                    connecting: { () throws(LockerError) in
                        try RemoteGateway(at: ServerAddress(url)).connect("lk_1", pauses: [])
                    })
                defer { watch.stop() }
                #expect(watch.waitForStart())
                try #expect(there.read("first") == "1")
                gateway.breakAll()
                try here.write("second", "2")
                try here.sync()
                #expect(watch.notes.wait { _ in (try? there.read("second")) == "2" })
                gateway.breakAll()
                try there.write("third", "3")
                #expect(watch.notes.wait { state in state.reports.contains { $0.sent > 0 } })
                try here.sync()
                try #expect(here.read("third") == "3")
            }
        }
    }
}
