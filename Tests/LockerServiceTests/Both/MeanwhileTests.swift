import Foundation
import LockerAPI
import LockerBase
import LockerClient
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

/// Another device commits between what a sync has asked the library and what it sends. Later that is taken back: a change
/// since the older revision does not show that.
@Suite struct MeanwhileTests {
    private func withFiles(_ body: (TestDevice, TestDevice, TestDaemon) throws -> Void) throws {
        try TestDaemon.with { test in
            let one = try TestDevice("one", of: test.directory, socket: test.socket)
            let two = try TestDevice("two", of: test.directory, socket: test.socket)
            for file in ["a", "b", "c"] { try one.write(file, file) }
            try body(one, two, test)
        }
    }

    private func push(
        _ device: TestDevice, _ observer: any ProgressObserver = SilentProgress(), rehash: Bool = false
    ) throws -> SyncReport {
        // A file that is younger than the clock's tick when it is read is not trusted to be unchanged.
        usleep(50_000)
        var options = SyncOptions()
        options.stateFolder = device.state
        options.rehash = rehash
        let connection = try LockerConnection(socket: device.socket)
        defer { connection.close() }
        return try Sync(connection: connection, directory: device.folder, options: options).run(observer)
    }

    private func remove(_ path: String, on socket: String) throws {
        let connection = try LockerConnection(socket: socket)
        defer { connection.close() }
        let request = Locker_V1_RemoveRequest.with {
            $0.library = "main"
            $0.paths = [Data(path.utf8)]
        }
        _ = try connection.call(LockerMethods.remove, request)
    }

    @Test func `both ways, what is taken back later goes here too`() throws {
        try withFiles { one, two, _ in
            try one.sync()
            try two.sync()
            try two.write("new", "new on two")
            try two.remove("b")
            try two.sync(
                observer: HookedProgress {
                    _ = try? one.write("other", "meanwhile on one")
                    _ = try? one.sync()
                })
            try one.sync()
            try #expect(one.paths() == ["a", "c", "new", "other"])
            try one.remove("new")
            try one.sync()
            try #expect(two.sync().removedHere == 1)
            try #expect(two.paths() == ["a", "c", "other"] && one.tree() == two.tree())
        }
    }

    @Test func `one way, what is taken back later is sent again`() throws {
        try withFiles { one, _, test in
            #expect(try push(one).uploaded == 3)
            try one.write("new", "new")
            let socket = test.socket
            let sent = try push(one, HookedProgress { try? remove("c", on: socket) })
            #expect(sent.uploaded == 1 && sent.revision == 3)
            try remove("new", on: socket)
            let again = try push(one)
            #expect(again.uploaded == 2 && again.unchanged == 2)
            try #expect(push(one).unchanged == 4)
        }
    }

    /// As a client remembers that knew no mixed states.
    @Test func `what is remembered and not so is sent again after a refusal, or when all is read`() throws {
        for isRead in [false, true] {
            try withFiles { one, _, test in
                _ = try push(one)
                try one.write("new", "new")
                let socket = test.socket
                _ = try push(one, HookedProgress { try? remove("c", on: socket) })
                try remove("new", on: socket)
                let file = try stateFile(of: one, test)
                var state = try #require(file.load())
                #expect(state.isMixed && state.revision == 3)
                let connection = try test.connect()
                let reader = LibraryReader(connection: connection, library: "main")
                let revisions = try reader.revisions()
                let first = try #require(revisions.last)
                (state.isMixed, state.revision, state.revisionCreated) = (false, first.number, first.created)
                try file.save(state)
                if !isRead {
                    try one.write("new", "edited")
                    let error = #expect(throws: LockerError.self) { try push(one) }
                    #expect(error?.code == .conflict)
                }
                try #expect(push(one, rehash: isRead).uploaded == (isRead ? 4 : 2))
                try #expect(push(one).unchanged == 4)
            }
        }
    }

    private func stateFile(of device: TestDevice, _ test: TestDaemon) throws -> SyncStateFile {
        let connection = try test.connect()
        let status = try connection.call(LockerMethods.status, .init())
        let path = try #require(realPath(of: device.folder))
        let subject = SyncState.Subject(
            store: Array(status.store), account: status.account, library: "main", directory: Array(path.utf8))
        return SyncStateFile(of: subject, in: device.state)
    }

    private func realPath(of folder: String) -> String? {
        guard let path = realpath(folder, nil) else { return nil }
        defer { free(path) }
        return String(cString: path)
    }
}
