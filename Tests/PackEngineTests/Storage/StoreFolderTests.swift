import Glibc
import LockerBase
import LockerTestSupport
import PackEngine
import Testing

/// Where a store is made, and where none is.
struct StoreFolderTests {
    private func names(_ directory: String) throws -> [String] {
        var names: [String] = []
        let handle = try #require(opendir(directory))
        defer { closedir(handle) }
        while let entry = readdir(handle) {
            names.append(
                withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
        }
        return names.filter { $0 != "." && $0 != ".." }.sorted()
    }

    @Test(arguments: [[], ["lost+found/"], ["lock"], ["lock", "store.new", "lost+found/"]])
    func aFolderWithNothingInItBecomesAStore(_ before: [String]) throws {
        try withTemporaryDirectory { directory in
            let path = directory + "/s"
            try make(before, in: path)
            #expect(try StoreFolder.check(path, mustExist: false) == .empty)
            #expect(failure { try StoreFolder.check(path, mustExist: true) }?.code == .notFound)
            let records = TestRecord.some(3, seed: 1)
            try withStore(path + "/") { try $0.store(records) }
            #expect(try StoreFolder.check(path, mustExist: true) == .store)
            try withStore(path) { #expect($0.missing(records) == []) }
        }
    }

    @Test func oneThatIsMissingIsMade() throws {
        try withTemporaryDirectory { directory in
            for name in ["s", "t/", "u//"] {
                let path = directory + "/" + name
                #expect(try StoreFolder.check(path, mustExist: false) == .missing)
                let error = failure { try StoreFolder.check(path, mustExist: true) }
                #expect(error?.code == .notFound && error?.message.contains("--init") == true)
                try withStore(path) { _ in }
                #expect(try StoreFolder.check(path, mustExist: true) == .store)
            }
            #expect(
                failure { try PackStore.open(directory: directory + "/none/s") }?.message.contains("/none/s") == true)
        }
    }

    @Test(arguments: [
        (["notes.txt"], "notes.txt"), (["index/"], "index"), (["metadata.sqlite"], "without its packs"),
        (["store"], "without its packs"), (["store", "index/", "metadata.sqlite", "quarantine"], "without its packs"),
        (["lost+found/", ".hidden"], ".hidden"), (["packs"], "not a folder"), (["bad\u{1b}name"], "bad"),
    ])
    func whatHoldsSomethingElseIsLeftAlone(_ before: [String], _ told: String) throws {
        try withTemporaryDirectory { directory in
            let path = directory + "/s"
            try make(before, in: path)
            let there = try names(path)
            for mustExist in [false, true] {
                let error = failure { try StoreFolder.check(path, mustExist: mustExist) }
                #expect(error?.code == .failedPrecondition)
                #expect(error?.message.contains(told) == true && error?.message.contains("\u{1b}") == false)
            }
            #expect(failure { try PackStore.open(directory: path) }?.code == .failedPrecondition)
            #expect(try names(path) == there)
        }
    }

    @Test func linksAreFollowedWhereTheyLead() throws {
        try withTemporaryDirectory { directory in
            let (path, link) = (directory + "/s", directory + "/link")
            symlink(path, link)
            // A link to a disk that is not there is no place for a store.
            let error = failure { try PackStore.open(directory: link) }
            #expect(error?.message.contains(link) == true)
            #expect(access(path, F_OK) != 0)
            mkdir(path, 0o700)
            let records = TestRecord.some(3, seed: 2)
            try withStore(link) { try $0.store(records) }
            try withStore(path) { #expect($0.missing(records) == []) }
            // Packs on another disk, which is not mounted.
            #expect(rename(path + "/packs", directory + "/elsewhere") == 0)
            symlink(directory + "/elsewhere", path + "/packs")
            try withStore(path) { #expect($0.missing(records) == []) }
            #expect(rename(directory + "/elsewhere", directory + "/away") == 0)
            #expect(failure { try PackStore.open(directory: path) }?.message.contains("mounted") == true)
        }
    }

    @Test func aFileIsNoFolder() throws {
        try withTemporaryDirectory { directory in
            try makeFile(directory + "/f", [1])
            let error = failure { try PackStore.open(directory: directory + "/f") }
            #expect(error?.message.contains("a store is a folder") == true)
            #expect(try contents(of: directory + "/f") == [1])
        }
    }

    /// A store whose file was lost is one: its packs tell whose they are.
    @Test func packsMakeAStore() throws {
        try withTemporaryDirectory { directory in
            try make(["packs/", "notes.txt"], in: directory + "/s")
            #expect(try StoreFolder.check(directory + "/s", mustExist: true) == .store)
            try withStore(directory + "/s") { _ in }
        }
    }

    /// Makes `path` with empty files and, where names end in a slash, folders.
    private func make(_ names: [String], in path: String) throws {
        mkdir(path, 0o700)
        for name in names {
            if name.hasSuffix("/") {
                mkdir(path + "/" + name, 0o700)
            } else {
                try makeFile(path + "/" + name, [])
            }
        }
    }
}
