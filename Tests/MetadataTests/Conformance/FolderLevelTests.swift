import LockerBase
import Metadata
import Testing

/// What is directly in a folder.
@Suite struct FolderLevelTests {
    /// What is there, folders that follow from others with a `/` behind them.
    private func names(_ children: [FolderChild]) -> [String] {
        children.map { child in
            switch child {
            case .entry(let entry): entry.path.description
            case .folder(let path): path.description + "/"
            }
        }
    }

    @Test(arguments: Implementation.allCases, [1, 2, 100])
    func everyFolderComesOnceInPathOrder(_ kind: Implementation, page: Int) throws {
        try withLibrary(kind) { store, _, library in
            let paths = ["a/b/c", "a/b/d", "a-b", "a0", "a/x", "b/y", "z"]
            try store.put(try paths.map { try file($0) } + [folder("e"), link("l", to: "a")], in: library)
            try #expect(names(store.level(library, page: page)) == ["a-b", "a/", "a0", "b/", "e", "l", "z"])
            try #expect(names(store.level(library, of: path("a"), page: page)) == ["a/b/", "a/x"])
            try #expect(names(store.level(library, of: path("a/b"), page: page)) == ["a/b/c", "a/b/d"])
            for nothing in ["e", "z", "nothing", "a/b/c"] {
                try #expect(store.level(library, of: path(nothing), page: page).isEmpty)
            }
        }
    }

    @Test(arguments: Implementation.allCases)
    func anOldRevisionHasWhatItHad(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, library in
            try store.put([file("a/1"), file("b/1"), file("c")], in: library)
            try store.put([file("a/2"), file("d/1")], removing: [path("b/1"), path("a/1")], in: library)
            try store.put([file("b")], removing: [path("a/2"), path("c")], in: library)
            try #expect(names(store.level(library, revision: 0)) == [])
            try #expect(names(store.level(library, revision: 1, page: 1)) == ["a/", "b/", "c"])
            try #expect(names(store.level(library, revision: 2, page: 1)) == ["a/", "c", "d/"])
            try #expect(names(store.level(library, page: 1)) == ["b", "d/"])
            let error = lockerError { try store.level(library, revision: 4) }
            #expect(error?.code == .notFound)
        }
    }

    @Test(arguments: Implementation.allCases)
    func whatIsAtPathsIsToldOfFoldersToo(_ kind: Implementation) throws {
        try withLibrary(kind) { store, ada, library in
            try store.put([file("a/b/c"), file("a-b"), folder("e"), file("gone/x")], in: library)
            try store.put([], removing: [path("gone/x")], in: library)
            let asked = try ["a", "a/b", "a/b/c", "a/b/c/d", "a-b", "b", "e", "gone", "gone/x"].map { try path($0) }
            let told: [FolderChild?] = try [
                .folder(path("a")), .folder(path("a/b")), .entry(file("a/b/c")), nil, .entry(file("a-b")), nil,
                .entry(folder("e")), nil, nil,
            ]
            try #expect(store.entries.newest(at: asked, in: library) == told)
            let other = try store.libraries.ensure(named: "other", of: ada)
            try #expect(store.entries.newest(at: asked, in: other).allSatisfy { $0 == nil })
        }
    }

    /// Names at the end of the order of bytes, of the length that a component may have.
    @Test(arguments: Implementation.allCases)
    func whatIsBehindAFolderIsFoundBehindIt(_ kind: Implementation) throws {
        try withLibrary(kind) { store, _, library in
            let last = [UInt8](repeating: 0xFF, count: 255)
            let slash = UInt8(ascii: "/")
            let deep = try EntryPath([0x61, slash] + last + [slash] + last)
            let behind = try EntryPath(last)
            try store.put([file(at: deep), file(at: behind), file("a0")], in: library)
            let level = try store.level(library, page: 1)
            try #expect(level == [.folder(path("a")), .entry(file("a0")), .entry(file(at: behind))])
        }
    }
}
