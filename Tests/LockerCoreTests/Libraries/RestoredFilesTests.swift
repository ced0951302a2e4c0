import LockerBase
import LockerCore
import LockerTestSupport
import Testing

/// Many small files that come back by one call.
@Suite struct RestoredFilesTests {
    private func paths(_ names: [String]) throws -> [EntryPath] { try names.map { try EntryPath($0) } }

    /// What each file came back as; nil for one that failed.
    private func parts(_ files: RestoredFiles) -> [[UInt8]?] {
        var (parts, start) = ([[UInt8]?](), 0)
        for (place, size) in files.sizes.enumerated() {
            let isFailed = files.failures.contains { $0.place == place }
            parts.append(isFailed ? nil : Array(files.content[start..<start + size]))
            start += size
        }
        #expect(start == files.content.count)
        return parts
    }

    @Test func `files come back in the order in which they are asked for`() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            var files: [String: [UInt8]] = ["empty": [], "twin": random(700, seed: 3), "double": random(700, seed: 3)]
            for number in 0..<50 { files["f\(number)"] = random(number * 40, seed: UInt64(number)) }
            try test.put(files, for: alice)
            let names = files.keys.sorted { $0.hashValue < $1.hashValue }
            var answer: RestoredFiles?
            let cost = test.cost {
                answer = try test.locker.reader.files(paths(names), from: "main", revision: nil, of: alice)
            }
            #expect(try parts(#require(answer)) == names.map { files[$0] })
            #expect(cost.error == nil && cost.work.store.bytesWritten == 0)
            // A recipe and a chunk each, looked up once.
            #expect(cost.work.store.lookups <= 2 * files.count)
        }
    }

    @Test func `what concerns one file is no error of the others`() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            try test.put(["a": [1], "d/b": [2, 3]], for: alice)
            try test.put(["a": [4, 5, 6]], for: alice)
            let names = ["a", "missing", "d", "d/b", "a"]
            let answer = try test.locker.reader.files(paths(names), from: "main", revision: nil, of: alice)
            #expect(parts(answer) == [[4, 5, 6], nil, nil, [2, 3], [4, 5, 6]])
            #expect(answer.failures.map(\.error.code) == [.notFound, .notFound])
            let older = try test.locker.reader.files(paths(["a"]), from: "main", revision: 1, of: alice)
            #expect(parts(older) == [[1]])
            for (library, revision) in [("none", nil), ("main", Int64(9))] {
                #expect {
                    try test.locker.reader.files(paths(["a"]), from: library, revision: revision, of: alice)
                } throws: { has(.notFound)($0) }
            }
        }
    }

    @Test func `no more is answered than there is room for`() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let (half, whole) = (random(600_000, seed: 1), random(RequestLimits.pieceBytes, seed: 2))
            try test.put(["half": half, "whole": whole, "more": whole + [1], "small": [7]], for: alice)
            func sizes(_ names: String...) throws -> [Int] {
                try test.locker.reader.files(paths(names), from: "main", revision: nil, of: alice).sizes
            }
            #expect(try sizes() == [])
            #expect(try sizes("whole", "small") == [whole.count])
            #expect(try sizes("half", "small", "half", "small") == [half.count, 1])
            let answer = try test.locker.reader.files(
                paths(["more", "small"]), from: "main", revision: nil, of: alice)
            #expect(parts(answer) == [nil, [7]] && answer.failures.first?.error.code == .invalidArgument)
            let many = try [EntryPath](repeating: EntryPath("small"), count: RequestLimits.restoredFiles + 1)
            #expect {
                try test.locker.reader.files(many, from: "main", revision: nil, of: alice)
            } throws: { has(.invalidArgument)($0) }
        }
    }

    /// A path of bytes that cannot be printed takes four times as many in an error.
    @Test func `errors with long paths have room in an answer`() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            try test.put(["a": [1]], for: alice)
            let folder = [UInt8](repeating: 1, count: 255)
            let path = try EntryPath(Array([[UInt8]](repeating: folder, count: 15).joined(separator: [0x2F])))
            let many = [EntryPath](repeating: path, count: RequestLimits.restoredFiles)
            let answer = try test.locker.reader.files(many, from: "main", revision: nil, of: alice)
            #expect(answer.sizes.count > 100 && answer.sizes.count == answer.failures.count)
            #expect(answer.failures.reduce(0) { $0 + $1.error.message.utf8.count } < 3 << 20)
        }
    }

    @Test(arguments: ["data-", "meta-"])
    func `a damaged file is an error of its own`(_ pack: String) throws {
        try withTemporaryDirectory { directory in
            // Of a plain chunk there is a recipe in an older store alone.
            let first = try TestLocker.open(directory, pack == "meta-" ? TestLocker.older : Configuration())
            let names = (0..<20).map { "f\($0)" }
            for (number, name) in names.enumerated() {
                try first.put([name: random(3000, seed: UInt64(number))], for: try first.caller("alice"))
            }
            first.locker.close()
            try damage(pack, in: directory) { pack == "meta-" ? try firstRecipe($0) : 1000 }
            let test = try TestLocker.open(directory)
            defer { test.locker.close() }
            let alice = try test.caller("alice")
            for _ in 0..<2 {
                let answer = try test.locker.reader.files(paths(names), from: "main", revision: nil, of: alice)
                #expect(answer.failures.count == 1 && answer.failures.first?.error.code == .dataLoss)
                let place = try #require(answer.failures.first?.place)
                for (number, part) in parts(answer).enumerated() where number != place {
                    #expect(part == random(3000, seed: UInt64(number)))
                }
            }
        }
    }
}
