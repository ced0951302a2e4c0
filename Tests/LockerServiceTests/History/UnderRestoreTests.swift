import Foundation
import Glibc
import LockerBase
import LockerSync
import LockerTestSupport
import Testing

/// Folders of a library that come back to where they are synced from.
@Suite struct UnderRestoreTests {
    /// A library with a folder `Photos` that is synced from the device's folder, and more beside that.
    private func withPhotos(_ body: (_ device: TestDevice, _ test: TestDaemon) throws -> Void) throws {
        try TestDaemon.with { test in
            let all = try TestDevice("all", of: test.directory, socket: test.socket)
            try all.write("Photos.txt", "beside it")
            try all.write("Music/song", "a song")
            try all.sync()
            var device = try TestDevice("photos", of: test.directory, socket: test.socket)
            device.under = "Photos"
            for path in ["1.jpg", "sub/2.jpg", "sub/deep/3.jpg"] { try device.write(path, path) }
            try device.sync()
            try body(device, test)
        }
    }

    private func restore(
        _ target: String, _ test: TestDaemon, _ change: (inout RestoreOptions) throws -> Void = { _ in }
    ) throws -> RestoreReport {
        var options = RestoreOptions()
        options.stateFolder = test.directory + "/state"
        options.selection.under = try EntryPath("Photos")
        try change(&options)
        return try Restorer(connection: try test.connect(), directory: target, options: options).run()
    }

    private func shown(_ paths: [[UInt8]]) -> [String] { paths.map { String(decoding: $0, as: UTF8.self) } }

    @Test func `what is below it comes to the folder itself, and nothing else`() throws {
        try withPhotos { device, test in
            let target = test.directory + "/target"
            let told = try restore(target, test) { $0.dryRun = true }
            #expect(told.restored == 3 && access(target, F_OK) != 0)
            let paths = shown((told.changes ?? []).map(\.path))
            #expect(paths == ["Photos/1.jpg", "Photos/sub/2.jpg", "Photos/sub/deep/3.jpg"])
            try #expect(restore(target, test).restored == 3)
            #expect(Tree.differences(device.folder, target) == "")
            // In place, too: what is gone there comes back.
            try device.remove("sub")
            try #expect(restore(device.folder, test) { $0.dryRun = true }.restored == 2)
            let report = try restore(device.folder, test)
            #expect(report.restored == 2 && report.unchanged == 1 && report.skipped.isEmpty)
            let quiet = try device.sync()
            #expect(quiet.sent == 0 && quiet.removedThere == 0)
        }
    }

    @Test func `paths and patterns are the library's`() throws {
        try withPhotos { _, test in
            let target = test.directory + "/target"
            let one = try restore(target, test) { $0.selection.paths = [try EntryPath("Photos/sub/deep")] }
            #expect(one.restored == 1)
            try #expect(contents(of: target + "/sub/deep/3.jpg") == Array("sub/deep/3.jpg".utf8))
            let two = try restore(target, test) { options in
                options.selection.exclude = [try PathGlob(Array("/Photos/sub".utf8))]
            }
            #expect(two.restored == 1 && access(target + "/1.jpg", F_OK) == 0)
            let refused = #expect(throws: LockerError.self) {
                try restore(target, test) { $0.selection.paths = [try EntryPath("Music")] }
            }
            #expect(refused?.code == .invalidArgument)
        }
    }

    @Test func `what is not there, or no folder, is an error, and nothing is written`() throws {
        try withPhotos { _, test in
            let target = test.directory + "/target"
            let none = #expect(throws: LockerError.self) {
                try restore(target, test) { $0.selection.under = try EntryPath("Phot") }
            }
            #expect(none?.code == .notFound)
            let file = #expect(throws: LockerError.self) {
                try restore(target, test) { $0.selection.under = try EntryPath("Photos.txt") }
            }
            #expect(file?.code == .failedPrecondition)
            #expect(access(target, F_OK) != 0)
        }
    }

    @Test func `an empty folder in its place is no thing in the folder`() throws {
        try TestDaemon.with { test in
            let all = try TestDevice("all", of: test.directory, socket: test.socket)
            try all.write("song", "a song")
            #expect(mkdir(all.folder + "/Photos", 0o755) == 0)
            try all.sync()
            let target = test.directory + "/target"
            let report = try restore(target, test)
            #expect(report.restored == 0 && report.skipped.isEmpty)
            try #expect(FileManager.default.contentsOfDirectory(atPath: target).isEmpty)
        }
    }
}
