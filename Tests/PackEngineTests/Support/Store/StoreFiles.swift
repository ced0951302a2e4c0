import Glibc
import LockerTestSupport
import POSIXSupport

/// The files below a store, for tests that damage them.
struct StoreFiles {
    let directory: String

    init(_ directory: String) {
        self.directory = directory
    }

    /// The paths of the packs whose names start with `prefix`, oldest first.
    func packs(_ prefix: String = "") throws -> [String] {
        try names(in: directory + "/packs").filter { $0.hasPrefix(prefix) }.sorted().map { directory + "/packs/" + $0 }
    }

    /// The journal of the index.
    var index: String { directory + "/index/journal" }

    /// The files of the index, by their names.
    func indexFiles() throws -> IndexFiles { try IndexFiles(in: directory + "/index") }
    /// The paths of all files in a folder of the store, in the order of their names.
    func files(in folder: String) throws -> [String] {
        try names(in: directory + folder).filter { $0 != "." && $0 != ".." }.sorted().map {
            directory + folder + "/" + $0
        }
    }

    func deleteIndex() throws {
        for name in try names(in: directory + "/index") { unlink(directory + "/index/" + name) }
        rmdir(directory + "/index")
    }

    /// Copies the store as it lies there to `target`, as a crash would leave it: the index first, which on a disk too
    /// never knows more than the packs.
    func copy(to target: String) throws {
        try copy(["/index", "/packs", ""], to: target)
    }

    /// Copies what the store keeps beside its packs.
    func copyIndexAndIdentity(to target: String) throws {
        try copy(["/index", ""], to: target)
    }

    private func copy(_ folders: [String], to target: String) throws {
        mkdir(target, 0o700)
        for folder in folders {
            mkdir(target + folder, 0o700)
            for name in try names(in: directory + folder)
            where folder == "/index" || name.contains(".") || name == "store" {
                try makeFile(target + folder + "/" + name, try contents(of: directory + folder + "/" + name))
            }
        }
    }

    /// Copies what tells one store from another, without packs and index.
    func copyIdentity(to target: String) throws {
        mkdir(target, 0o700)
        try makeFile(target + "/store", try contents(of: directory + "/store"))
    }

    private func names(in folder: String) throws -> [String] {
        guard let handle = opendir(folder) else { throw SystemError("opendir", on: folder) }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let bytes = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            let name = String(decoding: bytes, as: UTF8.self)
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}

/// Changes the bytes of the file at `path`.
func rewrite(_ path: String, _ change: (inout [UInt8]) -> Void) throws {
    var bytes = try contents(of: path)
    change(&bytes)
    chmod(path, 0o600)
    try makeFile(path, bytes)
}
