import Foundation
import Glibc
import LockerAPI
import LockerBase
import LockerClient
import LockerSync
import LockerTestSupport
import Testing

/// What revisions tell of the devices that made them, and what a removed one meets.
@Suite struct SyncedOriginTests {
    private func withDevice(_ body: (TestDevice, LockerConnection, TestDaemon) throws -> Void) throws {
        try TestDaemon.with { test in
            let device = try TestDevice("one", of: test.directory, socket: test.socket)
            try device.write("a", "first")
            let connection = try test.connect()
            defer { connection.close() }
            try body(device, connection, test)
        }
    }

    private func sync(_ device: TestDevice, _ connection: LockerConnection, note: String = "") throws -> SyncReport {
        var options = SyncOptions()
        (options.stateFolder, options.note) = (device.state, note)
        return try Sync(connection: connection, directory: Array(device.folder.utf8), options: options).run()
    }

    private func log(_ connection: LockerConnection) throws -> [Locker_V1_Revision] {
        try LibraryReader(connection: connection, library: "main").revisions()
    }

    private func remove(_ device: TestDevice, _ connection: LockerConnection) throws {
        let own = try Device.identity(in: device.state).id
        _ = try connection.call(LockerMethods.removeDevice, .with { $0.device = Data(own) })
    }

    @Test func `a sync tells its device, folder, program and note`() throws {
        try withDevice { device, connection, _ in
            _ = try sync(device, connection, note: "before the tour")
            let revision = try #require(try log(connection).first)
            let own = try Device.identity(in: device.state)
            #expect(revision.origin.device == Data(own.id) && revision.origin.deviceName == own.name)
            let folder = try #require(device.folder.withCString { realpath($0, nil) })
            defer { free(folder) }
            #expect(revision.origin.folder == Data(String(cString: folder).utf8))
            #expect(revision.origin.client == "locker" && revision.origin.version == LockerVersion.text)
            #expect(revision.note == "before the tour" && !revision.hasBaseRevision)
            #expect(revision.addedBytes == 5 && revision.newBytes == 5 && revision.hasChangedBytes)
            let devices = try connection.call(LockerMethods.listDevices, .init()).devices
            #expect(devices.map(\.device) == [Data(own.id)] && devices.first?.hasRemoved == false)
        }
    }

    @Test func `a sync of both ways names the revision that was agreed on`() throws {
        try withDevice { device, connection, _ in
            try device.sync()
            try device.write("b", "second")
            try device.sync { $0.sync.note = "noted" }
            let revisions = try log(connection)
            #expect(revisions.count == 2 && revisions.first?.baseRevision == 1 && revisions.first?.note == "noted")
            #expect(revisions.last?.hasBaseRevision == false)
        }
    }

    @Test func `a device that only pulls is known too`() throws {
        try withDevice { device, connection, test in
            _ = try sync(device, connection)
            let other = try TestDevice("two", of: test.directory, socket: test.socket)
            try other.pull { $0.sync.dryRun = true }
            try #expect(connection.call(LockerMethods.listDevices, .init()).devices.count == 1)
            try other.pull()
            try #expect(connection.call(LockerMethods.listDevices, .init()).devices.count == 2)
        }
    }

    @Test func `a removed device is told so, and nothing changes on either side`() throws {
        try withDevice { device, connection, _ in
            try device.sync()
            try remove(device, connection)
            try device.write("b", "second")
            let tree = try device.tree()
            for attempt in [
                { _ = try sync(device, connection) }, { _ = try device.sync() }, { _ = try device.pull() },
            ] as [() throws -> Void] {
                let error = #expect(throws: LockerError.self) { try attempt() }
                #expect(error?.code == .permissionDenied && error?.hint == .restoreDevice)
                try #expect(device.tree() == tree && log(connection).count == 1)
            }
            let own = try Device.identity(in: device.state).id
            _ = try connection.call(LockerMethods.restoreDevice, .with { $0.device = Data(own) })
            try #expect(device.sync().sent == 1)
        }
    }

    @Test func `a removed device renames and deletes no library, and writes no note`() throws {
        try withDevice { device, connection, _ in
            _ = try sync(device, connection)
            try remove(device, connection)
            let own = Device.number(in: device.state)
            #expect(own.count == 16 && Device.number(in: device.folder).isEmpty)
            let attempts: [() throws -> Void] = [
                {
                    _ = try connection.call(
                        LockerMethods.renameLibrary, .with { ($0.library, $0.name, $0.device) = ("main", "x", own) })
                },
                {
                    _ = try connection.call(
                        LockerMethods.deleteLibrary, .with { ($0.library, $0.device) = ("main", own) })
                },
                {
                    _ = try connection.call(
                        LockerMethods.setNote,
                        .with { ($0.library, $0.revision, $0.note, $0.device) = ("main", 1, "x", own) })
                },
                {
                    _ = try connection.call(
                        LockerMethods.setRetention, .with { ($0.library, $0.device) = ("main", own) })
                },
            ]
            for attempt in attempts {
                let error = #expect(throws: LockerError.self) { try attempt() }
                #expect(error?.code == .permissionDenied && error?.hint == .restoreDevice)
            }
            try #expect(log(connection).map(\.note) == [""])
            _ = try connection.call(LockerMethods.restoreDevice, .with { $0.device = own })
            for attempt in attempts.suffix(2) { try attempt() }
            try #expect(log(connection).map(\.note) == ["x"])
        }
    }

    @Test func `a note is set and taken away`() throws {
        try withDevice { device, connection, _ in
            _ = try sync(device, connection)
            for note in ["later", ""] {
                var request = Locker_V1_SetNoteRequest()
                (request.library, request.revision, request.note) = ("main", 1, note)
                try #expect(connection.call(LockerMethods.setNote, request).revision.note == note)
                try #expect(log(connection).first?.note == note)
            }
            let error = #expect(throws: LockerError.self) {
                try connection.call(LockerMethods.setNote, .with { ($0.library, $0.revision) = ("main", 9) })
            }
            #expect(error?.code == .notFound && error?.message.contains("revision 9") == true)
        }
    }
}
