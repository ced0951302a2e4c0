import Glibc
import LockerBase
import LockerSync
import LockerTestSupport
import Testing

@Suite struct TreeWalkerTests {
    private func walk(_ folder: String) throws -> Tree {
        try TreeWalker.walk(Array(folder.utf8))
    }

    @Test func `files, links and empty folders come in the byte order of their paths`() throws {
        try withTemporaryDirectory { folder in
            mkdir("\(folder)/a", 0o755)
            mkdir("\(folder)/empty", 0o755)
            for name in ["a/x", "a.b", "a-b", "z"] { try makeFile("\(folder)/\(name)", Array("12345".utf8)) }
            symlink("nowhere", "\(folder)/link")
            let tree = try walk(folder)
            let items = try tree.items.rows()
            #expect(items.map(\.path.description) == ["a-b", "a.b", "a/x", "empty", "link", "z"])
            #expect(items[0].stamp?.size == 5)
            #expect(items[3].content == .folder)
            #expect(items[4].content == .link(target: Array("nowhere".utf8)))
            #expect(tree.skipped.isEmpty && tree.unread.isEmpty)
        }
    }

    @Test func `names are bytes, whatever they are`() throws {
        try withTemporaryDirectory { folder in
            let names: [[UInt8]] = [
                [0x62, 0xFF, 0xFE], Array("new\nline".utf8), Array("-rf".utf8), Array("...".utf8),
                [UInt8](repeating: 0x6E, count: 255), Array("Bj\u{F6}rk".utf8),
            ]
            for name in names {
                let path = Array("\(folder)/".utf8) + name + [0]
                let made = path.withUnsafeBytes { raw in
                    raw.bindMemory(to: CChar.self).baseAddress.map { creat($0, 0o644) } ?? -1
                }
                #expect(made >= 0)
                close(made)
            }
            try #expect(Set(walk(folder).items.rows().map(\.path.bytes)) == Set(names))
        }
    }

    @Test func `what lies too deep for a library is passed over, and what is beside it is not`() throws {
        try withTemporaryDirectory { folder in
            let names = (0..<255).map { _ in "d" }
            for depth in 1...names.count {
                try #require(mkdir("\(folder)/\(names[..<depth].joined(separator: "/"))", 0o755) == 0)
            }
            let deepest = names.joined(separator: "/")
            try makeFile("\(folder)/\(deepest)/f", [1])
            try makeFile("\(folder)/\(names[1...].joined(separator: "/"))/f", [1])
            let tree = try walk(folder)
            try #expect(tree.items.rows().map(\.path.components.count) == [255])
            #expect(tree.skipped.map(\.path) == [Array("\(deepest)/f".utf8)])
            #expect(tree.skipped.first?.reason.contains("255 components") == true)
        }
    }

    @Test func `a link to a folder is an entry of its own, and the walk does not go there`() throws {
        try withTemporaryDirectory { folder in
            mkdir("\(folder)/real", 0o755)
            try makeFile("\(folder)/real/song", [1])
            symlink("real", "\(folder)/alias")
            symlink("..", "\(folder)/up")
            #expect(try walk(folder).items.rows().map(\.path.description) == ["alias", "real/song", "up"])
        }
    }

    @Test func `the folder to walk may itself be a link`() throws {
        try withTemporaryDirectory { folder in
            mkdir("\(folder)/real", 0o755)
            try makeFile("\(folder)/real/song", [1])
            symlink("real", "\(folder)/alias")
            #expect(try walk("\(folder)/alias").items.rows().map(\.path.description) == ["song"])
        }
    }

    @Test func `what is not a file, a link or a folder is skipped with its kind`() throws {
        try withTemporaryDirectory { folder in
            mkfifo("\(folder)/pipe", 0o644)
            try makeFile("\(folder)/song", [1])
            let tree = try walk(folder)
            #expect(try tree.items.rows().map(\.path.description) == ["song"])
            #expect(tree.skipped == [Skipped(path: Array("pipe".utf8), reason: "not a regular file (FIFO)")])
        }
    }

    @Test(.enabled(if: geteuid() != 0, "root reads every folder"))
    func `a folder that cannot be read is skipped, and known to be unread`() throws {
        try withTemporaryDirectory { folder in
            mkdir("\(folder)/locked", 0o000)
            try makeFile("\(folder)/song", [1])
            let tree = try walk(folder)
            #expect(try tree.items.rows().map(\.path.description) == ["song"])
            #expect(tree.unread.map(\.description) == ["locked"])
            #expect(tree.skipped.map(\.path) == [Array("locked".utf8)])
            chmod("\(folder)/locked", 0o755)
        }
    }

    @Test func `paths as long as a library allows are walked, longer ones skipped`() throws {
        try withTemporaryDirectory { folder in
            // 20 folders of 200 bytes are a path of 4,019 bytes: deeper than one call could name from the root.
            let name = String(repeating: "d", count: 200)
            try inFolder(folder) {
                for _ in 0..<20 {
                    try #require(mkdir(name, 0o755) == 0 && chdir(name) == 0)
                }
                close(creat(String(repeating: "f", count: 4095 - 4020), 0o644))
                close(creat(String(repeating: "g", count: 4096 - 4020), 0o644))
            }
            let tree = try walk(folder)
            #expect(try tree.items.rows().map(\.path.bytes.count) == [4095])
            #expect(tree.skipped.map(\.path.count) == [4096])
        }
    }

    @Test func `a tree deeper than the folders it keeps open is walked whole`() throws {
        try withTemporaryDirectory { folder in
            try inFolder(folder) {
                for _ in 0..<253 {
                    try #require(mkdir("d", 0o755) == 0 && mkdir("e", 0o755) == 0)
                    close(creat("e/f", 0o644))
                    try #require(chdir("d") == 0)
                }
            }
            let tree = try walk(folder)
            #expect(try tree.items.rows().filter { $0.stamp != nil }.count == 253)
            #expect(try tree.items.rows().filter { $0.content == .folder }.count == 1)
            #expect(tree.skipped.isEmpty)
        }
    }

    @Test func `a missing folder and a file in its place are told apart`() throws {
        try withTemporaryDirectory { folder in
            try makeFile("\(folder)/song", [1])
            let missing = #expect(throws: LockerError.self) { try walk("\(folder)/missing") }
            #expect(missing?.code == .notFound)
            #expect(missing?.message.contains("\(folder)/missing") == true)
            let file = #expect(throws: LockerError.self) { try walk("\(folder)/song") }
            #expect(file?.code == .invalidArgument)
        }
    }
}
