import Glibc
import LockerBase
import LockerSync
import LockerTestSupport
import Testing

@Suite struct HoldingsTests {
    private func holdings(_ paths: String...) throws -> HeldPaths {
        HeldPaths(try paths.map { try EntryPath($0) })
    }

    private func conflicts(_ holdings: HeldPaths, _ path: String) throws -> [String] {
        holdings.conflicts(with: try EntryPath(path)).map(\.description)
    }

    @Test func `a file where a folder was is in conflict with all that lies below`() throws {
        let holdings = try holdings("a", "a.b", "a/x", "a/y/z", "ab", "b")
        #expect(try conflicts(holdings, "a") == ["a/x", "a/y/z"])
        #expect(try conflicts(holdings, "ab").isEmpty)
    }

    @Test func `a file below what was a file is in conflict with that`() throws {
        let holdings = try holdings("a", "b/c")
        #expect(try conflicts(holdings, "a/x/y") == ["a"])
        #expect(try conflicts(holdings, "b/c/d") == ["b/c"])
        #expect(try conflicts(holdings, "b/d").isEmpty)
    }

    @Test func `what a walk passed over is not taken to be gone`() throws {
        try withTemporaryDirectory { folder in
            try makeFile("\(folder)/here", [1])
            mkfifo("\(folder)/pipe", 0o644)
            let tree = try TreeWalker.walk(Array(folder.utf8))
            let gone = try holdings("gone", "here", "pipe", "z/gone").gone(from: tree)
            #expect(gone.map(\.description) == ["gone", "z/gone"])
        }
    }

    @Test(.enabled(if: geteuid() != 0, "root reads every folder"))
    func `what lies below an unreadable folder is not taken to be gone`() throws {
        try withTemporaryDirectory { folder in
            mkdir("\(folder)/locked", 0o000)
            let tree = try TreeWalker.walk(Array(folder.utf8))
            let gone = try holdings("gone", "locked/song", "lockedout").gone(from: tree)
            #expect(gone.map(\.description) == ["gone", "lockedout"])
            chmod("\(folder)/locked", 0o755)
        }
    }
}
