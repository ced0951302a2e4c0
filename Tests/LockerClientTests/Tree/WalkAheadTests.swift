import Glibc
import LockerBase
import LockerSync
import LockerTestSupport
import Testing

/// What a walk looks at ahead comes out as what it finds where it stands.
@Suite struct WalkAheadTests {
    /// A folder whose names come in several runs of questions: files, links, folders, what is left out and what no
    /// library holds, in turn.
    private func make(_ folder: String, names: Int) throws -> (items: [String], skipped: [String]) {
        var (items, skipped) = ([String](), [String]())
        for number in 0..<names {
            let name = String(number + 1_000)
            let path = "\(folder)/\(name)"
            switch number % 7 {
            case 0: try #require(symlink("to-\(name)", path) == 0)
            case 1: try #require(mkdir(path, 0o755) == 0)
            case 2:
                try #require(mkdir(path, 0o755) == 0)
                try makeFile("\(path)/inside", Array(name.utf8))
            case 3:
                try #require(mkfifo(path, 0o644) == 0)
                skipped.append(name)
                continue
            case 4:
                try makeFile("\(path).tmp", [])
                continue
            default: try makeFile(path, Array(repeating: 1, count: number))
            }
            items.append(number % 7 == 2 ? "\(name)/inside" : name)
        }
        return (items, skipped)
    }

    @Test(arguments: [1, 255, 256, 257, 512, 1_500])
    func `each name has its own status in folders of any length`(names: Int) throws {
        try withTemporaryDirectory { folder in
            let made = try make(folder, names: names)
            let tree = try TreeWalker.walk(Array(folder.utf8), rules: IgnoreRules("*.tmp"))
            let items = try tree.items.rows()
            #expect(items.map(\.path.text) == made.items)
            #expect(tree.skipped.map { String(decoding: $0.path, as: UTF8.self) } == made.skipped)
            #expect(tree.excluded.count == (0..<names).count { $0 % 7 == 4 })
            for item in items {
                let name = item.path.text ?? ""
                var status = stat()
                try #require(lstat("\(folder)/\(name)", &status) == 0)
                switch item.content {
                case .file(let stamp): #expect(stamp == FileStamp(status))
                case .link(let target): #expect(target == Array("to-\(name)".utf8))
                case .folder: #expect(status.st_mode & S_IFMT == S_IFDIR)
                }
            }
        }
    }

    @Test func `of many folders beside each other nothing is mistaken`() throws {
        try withTemporaryDirectory { folder in
            var expected: [String] = []
            for outer in 100..<140 {
                for inner in 10..<(10 + outer % 9) {
                    try #require(mkdir("\(folder)/\(outer)", 0o755) == 0 || errno == EEXIST)
                    try #require(mkdir("\(folder)/\(outer)/\(inner)", 0o755) == 0)
                    for file in 0..<3 { try makeFile("\(folder)/\(outer)/\(inner)/\(file)", [1]) }
                    expected += (0..<3).map { "\(outer)/\(inner)/\($0)" }
                }
            }
            let tree = try TreeWalker.walk(Array(folder.utf8))
            try #expect(tree.items.rows().map(\.path.text) == expected)
            #expect(tree.skipped.isEmpty && tree.unread.isEmpty)
        }
    }
}
