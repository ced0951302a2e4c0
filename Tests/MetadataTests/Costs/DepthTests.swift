import LockerBase
import LockerTestSupport
import Metadata
import Testing

/// What deep paths cost, counted in statements that SQLite runs.
@Suite struct DepthTests {
    /// Paths that share no folder, each of `depth` components.
    private func deepPuts(_ count: Int, depth: Int, _ version: Int64 = 1) throws -> [Entry] {
        try (0..<count).map { try file("\($0)" + String(repeating: "/d", count: depth - 1), version) }
    }

    /// The statements that working out what `puts` change takes in a library that holds `base`.
    private func statements(for puts: [Entry], on base: [Entry]) throws -> Int {
        try withTemporaryDirectory { folder in
            let store = try SQLiteMetadata(path: folder + "/metadata.sqlite")
            let ada = try store.accounts.add(named: "ada", userID: nil, role: .user, quota: nil, created: 1)
            let library = try store.libraries.ensure(named: "main", of: ada)
            try store.put(base, in: library)
            let before = store.statements
            _ = try store.commits.effectiveDelta(of: puts, removals: [], in: library)
            return store.statements - before
        }
    }

    @Test func aDeepPathTakesLittleMoreLookupsThanAShallowOne() throws {
        let beside = [try file("beside")]
        let shallow = try statements(for: deepPuts(100, depth: 2), on: beside)
        let deep = try statements(for: deepPuts(100, depth: 255), on: beside)
        // Every folder is looked up, so the count is of something; bisection of 254 folders takes 8 steps.
        #expect((100..<120).contains(shallow))
        #expect(deep <= shallow + 8 * 100)
    }

    @Test func deepPathsThatAreThereTakeNoMoreThanShallowOnes() throws {
        let shallow = try statements(for: deepPuts(100, depth: 2, 2), on: deepPuts(100, depth: 2))
        let deep = try statements(for: deepPuts(100, depth: 255, 2), on: deepPuts(100, depth: 255))
        // Whether a folder holds anything, and whether that is an entry at it.
        #expect((200..<220).contains(shallow) && deep == shallow)
    }

    @Test func pathsInOneFolderShareItsLookups() throws {
        let one = try statements(for: [file("a/b/c/d/0")], on: [file("z")])
        let many = try statements(for: (0..<100).map { try file("a/b/c/d/\($0)") }, on: [file("z")])
        // Nothing is between the files, so no other is looked up.
        #expect(many == one)
    }

    @Test func aPathOfTooManyComponentsIsRefusedWithTheRule() throws {
        try withLibrary { store, _, library in
            try #expect(store.put(deepPuts(1, depth: 255), in: library).added == 1)
            let error = lockerError { try store.put(deepPuts(1, depth: 256), in: library) }
            #expect(error?.code == .invalidArgument)
            #expect(error?.message.hasPrefix("0/d/d/") == true)
            #expect(error?.message.contains("256 components; use at most 255") == true)
        }
    }

    @Test func aConflictIsFoundAtAnyDepth() throws {
        for depth in 1...12 {
            for kind in [try file("x").kind, .folder] {
                let name = Array(repeating: "d", count: depth).joined(separator: "/")
                let base = kind == .file ? try file(name) : try folder(name)
                let put = try file(name + String(repeating: "/d", count: 13 - depth))
                try withLibrary { store, _, library in
                    // What sorts between a folder and what is below it is no ancestor.
                    try store.put([base, file(name + "-"), file(name + "0")], in: library)
                    let error = lockerError { try store.put([file(name + "-0"), put], in: library) }
                    #expect((error?.code == .invalidArgument) == (kind == .file))
                    try #expect(
                        store.entries.entry(at: base.path, in: library, revision: nil) == (error == nil ? nil : base))
                }
            }
        }
    }
}
