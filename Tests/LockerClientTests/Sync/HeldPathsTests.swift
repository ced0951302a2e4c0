import Glibc
import LockerBase
import LockerSync
import LockerTestSupport
import Testing

@Suite struct HeldPathsTests {
    private func held(_ paths: String...) throws -> HeldPaths {
        try HeldPaths(paths.map { try EntryPath($0) })
    }

    private func conflicts(_ held: HeldPaths, _ path: String) throws -> [String] {
        try held.conflicts(with: EntryPath(path)).map(\.description)
    }

    @Test func `a file where a folder was is in conflict with all that lies below`() throws {
        let held = try held("a", "a.b", "a/x", "a/y/z", "ab", "b")
        #expect(try conflicts(held, "a") == ["a/x", "a/y/z"])
        #expect(try conflicts(held, "ab").isEmpty)
    }

    @Test func `a file below what was a file is in conflict with that`() throws {
        let held = try held("a", "b/c")
        #expect(try conflicts(held, "a/x/y") == ["a"])
        #expect(try conflicts(held, "b/c/d") == ["b/c"])
        #expect(try conflicts(held, "b/d").isEmpty)
    }

    @Test func `what a walk passed over is not taken to be gone`() throws {
        try withTemporaryDirectory { folder in
            try makeFile("\(folder)/here", [1])
            mkfifo("\(folder)/pipe", 0o644)
            let tree = try TreeWalker.walk(Array(folder.utf8))
            let gone = try held("gone", "here", "pipe", "z/gone").gone(from: tree).paths()
            #expect(gone.map(\.description) == ["gone", "z/gone"])
        }
    }

    @Test(.enabled(if: geteuid() != 0, "root reads every folder"))
    func `what lies below an unreadable folder is not taken to be gone`() throws {
        try withTemporaryDirectory { folder in
            mkdir("\(folder)/locked", 0o000)
            let tree = try TreeWalker.walk(Array(folder.utf8))
            let gone = try held("gone", "locked/song", "lockedout").gone(from: tree).paths()
            #expect(gone.map(\.description) == ["gone", "lockedout"])
            chmod("\(folder)/locked", 0o755)
        }
    }
}
