import Glibc
import LockerBase
import LockerSync
import LockerTestSupport
import Testing

/// A folder sorts as its name with a `/` behind it, an empty one as its name alone.
@Suite struct WalkOrderTests {
    private func walk(_ paths: [String]) throws -> (walked: [String], tree: Tree) {
        try withTemporaryDirectory { folder in
            for path in paths {
                let components = path.split(separator: "/")
                for end in components.indices.dropLast(path.hasSuffix("/") ? 0 : 1) {
                    mkdir("\(folder)/\(components[...end].joined(separator: "/"))", 0o755)
                }
                if !path.hasSuffix("/") { try makeFile("\(folder)/\(path)", []) }
            }
            let tree = try TreeWalker.walk(Array(folder.utf8))
            return (try tree.items.rows().map { $0.path.text ?? "" }, tree)
        }
    }

    private func sorted(_ paths: [String]) -> [String] {
        Set(paths.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 })
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    @Test(arguments: [
        ["a/b", "a.b", "a0", "a-/x", "b"],
        ["a/", "a.b", "a0", "a./x", "a!", "a!!/y"],
        ["a/x/y", "a/x.y", "a/x0", "a.b/c", "a.b.c", "a/x-/z", "a.b!/d", "a.b!!"],
        ["x", "x y/1", "x y/2", "x y.z", "x  y/", "x y!/x y!/x y", "x y!/x y.", "x y!/x"],
    ])
    func `items come in the byte order of their paths`(_ paths: [String]) throws {
        #expect(try walk(paths).walked == sorted(paths))
    }

    @Test(arguments: 1...8)
    func `items of trees at random come in order`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        func name() -> String {
            let length = Int.random(in: 1...4, using: &random)
            return String((0..<length).map { _ in "a!.-0b".randomElement(using: &random) ?? "a" })
        }
        var (files, folders): (Set<String>, Set<String>) = ([], [""])
        for _ in 0..<300 {
            guard let parent = folders.randomElement(using: &random) else { continue }
            let path = parent + name()
            if path.split(separator: "/").contains(where: { $0 == "." || $0 == ".." }) { continue }
            if files.contains(path) || folders.contains(path + "/") { continue }
            if Bool.random(using: &random), path.count < 60 { folders.insert(path + "/") } else { files.insert(path) }
        }
        let empty = folders.filter { folder in
            !folder.isEmpty && !(files.union(folders)).contains { $0 != folder && $0.hasPrefix(folder) }
        }
        let (walked, tree) = try walk(Array(files) + folders.filter { !$0.isEmpty })
        #expect(walked == sorted(Array(files) + empty))
        #expect(try tree.items.rows().filter(\.isFolder).count == empty.count)
        #expect(tree.skipped.isEmpty && tree.unread.isEmpty)
    }
}
