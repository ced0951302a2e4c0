import Foundation
import Glibc
import LockerAPI
import LockerBase
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

/// Nothing that a restore writes leaves its folder, whatever the library says and whatever happens in the folder.
@Suite struct HostileLibraryTests {
    /// Restores `entries` to `folder`, and checks that nothing but the socket and the folder lies beside it. `during`
    /// runs whenever a file is about to be written, with its path.
    private func restore(
        _ entries: [Locker_V1_Entry], overwrite: Bool = false,
        before: (_ folder: String, _ outside: String) throws -> Void = { (_, _) in },
        during: @escaping @Sendable (_ path: String) -> Void = { _ in },
        after: (_ folder: String, RestoreReport) throws -> Void
    ) throws {
        try withTemporaryDirectory { outside in
            try makeFile("\(outside)/passwd", [9])
            var daemon = FakeDaemon()
            daemon.on(LockerMethods.list) { _, _ in
                .with {
                    $0.revision = 1
                    $0.entries = entries
                }
            }
            daemon.on(LockerMethods.restore) { (context, request) throws(LockerError) in
                during(String(decoding: request.path, as: UTF8.self))
                let wrote = withUnsafeBytes(of: UInt8(7)) {
                    pwrite(context.descriptors[0].number, $0.baseAddress, 1, 0)
                }
                guard wrote == 1 else { throw LockerError(SystemError("pwrite", on: "file")) }
                return .with { $0.size = 1 }
            }
            try daemon.serve { socket, folder in
                try before(folder, outside)
                var options = RestoreOptions()
                options.threads = 1
                options.overwrite = overwrite ? .always : .never
                let report = try Restorer(
                    connection: LockerConnection(socket: socket), directory: folder, options: options
                ).run()
                try after(folder, report)
                let beside = try FileManager.default.contentsOfDirectory(atPath: folder + "/..").sorted()
                #expect(beside == ["s", "tree"])
            }
            try #expect(FileManager.default.contentsOfDirectory(atPath: outside) == ["passwd"])
            try #expect(contents(of: "\(outside)/passwd") == [9])
        }
    }

    private func file(_ path: [UInt8]) -> Locker_V1_Entry {
        .with {
            $0.path = Data(path)
            $0.kind = .file
            $0.size = 1
        }
    }

    private func file(_ path: String) -> Locker_V1_Entry { file(Array(path.utf8)) }

    private func link(_ path: String, to target: String) -> Locker_V1_Entry {
        .with {
            $0.path = Data(path.utf8)
            $0.kind = .symlink
            $0.target = Data(target.utf8)
        }
    }

    @Test(arguments: [
        "../up", "a/../../up", "..", ".", "/tmp/up", "/", "", "a//b", "a/", "./a", "a/./b", "a/..",
    ])
    func `a path that leads elsewhere is passed over`(_ path: String) throws {
        for kind in [Locker_V1_Kind.file, .symlink, .folder] {
            var hostile = file(path)
            hostile.kind = kind
            hostile.target = Data("x".utf8)
            try restore([hostile, file("good")]) { folder, report in
                #expect(report.skipped.count == 1 && report.restored == 1)
                try #expect(FileManager.default.contentsOfDirectory(atPath: folder) == ["good"])
            }
        }
    }

    @Test func `a path with a NUL byte is passed over, and not cut there`() throws {
        try restore([file([0x61, 0, 0x62]), file([0])]) { folder, report in
            #expect(report.skipped.count == 2)
            try #expect(FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        }
    }

    @Test(arguments: [false, true])
    func `a link of the library leads no later entry out`(_ overwrite: Bool) throws {
        try withTemporaryDirectory { elsewhere in
            let entries = [link("x", to: elsewhere), file("x/passwd"), file("x/deep/er"), file("x")]
            try restore(entries, overwrite: overwrite) { folder, report in
                #expect(report.skipped.count == 3)
                try #expect(FileManager.default.contentsOfDirectory(atPath: elsewhere).isEmpty)
            }
        }
    }

    @Test(arguments: [false, true])
    func `links that lie in the folder already lead nowhere`(_ overwrite: Bool) throws {
        let entries = [file("a/passwd"), file("b"), file("c/new"), link("a/l", to: "t")]
        try restore(
            entries, overwrite: overwrite,
            before: { folder, outside in
                try #require(symlink(outside, "\(folder)/a") == 0)
                try #require(symlink("\(outside)/passwd", "\(folder)/b") == 0)
                try #require(symlink("../..", "\(folder)/c") == 0)
            },
            after: { _, report in #expect(report.restored == (overwrite ? 1 : 0)) })
    }

    /// Somebody who may write to the folder swaps parts of it for links at the worst moment.
    @Test(arguments: [false, true])
    func `a folder that becomes a link meanwhile leads nowhere`(_ overwrite: Bool) throws {
        let place = Monitor<(folder: String, outside: String)?>(nil)
        try restore(
            [file("a/b/one"), file("a/b/two"), file("a/c/three"), file("a/passwd")], overwrite: overwrite,
            before: { folder, outside in place.withLock { $0 = (folder, outside) } },
            during: { path in
                guard path == "a/b/one", let (folder, outside) = place.withLock({ $0 }) else { return }
                rename("\(folder)/a", "\(folder)/was-a")
                symlink(outside, "\(folder)/a")
            },
            after: { folder, _ in
                // Folders that are open stay what they are; others are not found through the link.
                try #expect(contents(of: "\(folder)/was-a/b/one") == [7])
                var status = stat()
                #expect(lstat("\(folder)/a", &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
            })
    }

    /// The same for the file that is being written, whose temporary name somebody may guess.
    @Test func `a temporary file that becomes a link leads nowhere`() throws {
        let place = Monitor<(folder: String, outside: String)?>(nil)
        try restore(
            [file("one")],
            before: { folder, outside in place.withLock { $0 = (folder, outside) } },
            during: { _ in
                guard let (folder, outside) = place.withLock({ $0 }) else { return }
                for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
                    unlink("\(folder)/\(name)")
                    symlink("\(outside)/passwd", "\(folder)/\(name)")
                }
            },
            after: { folder, _ in
                var status = stat()
                #expect(lstat("\(folder)/one", &status) == 0)
            })
    }
}
