import Foundation
import Glibc
import LockerAPI
import LockerBase
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

/// A device: a folder, and what is remembered of it.
struct TestDevice {
    /// What there is at one path.
    enum Thing: Equatable {
        case file([UInt8], modified: Int64, mode: UInt32)
        case link(String)
        case emptyFolder
    }

    let folder: String
    let state: String
    let socket: String
    var library = "main"
    /// The folder of the library that its folder goes below.
    var under: String?

    /// - Parameter state: another folder of a device that is there.
    init(_ name: String, of directory: String, socket: String, state: String? = nil) throws {
        folder = "\(directory)/\(name)"
        self.state = state ?? folder + "-state"
        self.socket = socket
        guard mkdir(folder, 0o755) == 0 else { throw SystemError("mkdir", on: folder) }
    }

    /// Syncs both ways, or pulls.
    @discardableResult
    func sync(
        pullsOnly: Bool = false, observer: any ProgressObserver = SilentProgress(),
        _ change: (inout BothOptions) -> Void = { _ in }
    ) throws -> BothReport {
        let options = try self.options(pullsOnly: pullsOnly, change)
        let connection = try LockerConnection(socket: socket)
        defer { connection.close() }
        var report = BothReport()
        try BothWays(connection: connection, directory: Array(folder.utf8), options: options).run(observer, &report)
        return report
    }

    /// How it syncs.
    func options(pullsOnly: Bool, _ change: (inout BothOptions) -> Void) throws -> BothOptions {
        var options = BothOptions()
        options.sync.library = library
        options.sync.under = try under.map { try EntryPath($0) }
        options.sync.stateFolder = state
        options.sync.threads = 2
        options.pullsOnly = pullsOnly
        change(&options)
        return options
    }

    @discardableResult
    func pull(_ change: (inout BothOptions) -> Void = { _ in }) throws -> BothReport {
        try sync(pullsOnly: true, change)
    }

    /// Writes a file, with the folders that it is in.
    func write(_ path: String, _ bytes: [UInt8]) throws {
        let folders = path.split(separator: "/").dropLast()
        for count in folders.indices { mkdir("\(folder)/\(folders[...count].joined(separator: "/"))", 0o755) }
        try makeFile("\(folder)/\(path)", bytes)
    }

    func write(_ path: String, _ text: String) throws { try write(path, Array(text.utf8)) }

    func read(_ path: String) throws -> String {
        String(decoding: try contents(of: "\(folder)/\(path)"), as: UTF8.self)
    }

    func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: "\(folder)/\(path)") }

    func rename(_ old: String, _ new: String) throws {
        guard Glibc.rename("\(folder)/\(old)", "\(folder)/\(new)") == 0 else { throw SystemError("rename", on: old) }
    }

    func inode(_ path: String) -> UInt64? {
        var status = stat()
        return lstat("\(folder)/\(path)", &status) == 0 ? UInt64(status.st_ino) : nil
    }

    /// What it remembers of its folder.
    func stateFile() throws -> SyncStateFile {
        let connection = try LockerConnection(socket: socket)
        defer { connection.close() }
        let status = try connection.call(LockerMethods.status, .init())
        guard let real = realpath(folder, nil) else { throw SystemError("realpath", on: folder) }
        defer { free(real) }
        let subject = SyncState.Subject(
            store: Array(status.store), account: status.account, library: library,
            directory: Array(String(cString: real).utf8), under: try under.map { try EntryPath($0) })
        return SyncStateFile(of: subject, in: state)
    }

    /// Removes the folder, and what is remembered of it.
    func forget() throws {
        for path in [folder, state] { try FileManager.default.removeItem(atPath: path) }
    }

    /// The names of what is in the folder, in order, folders with something in them left out.
    func paths() throws -> [String] { try tree().keys.sorted() }

    /// All that is in the folder. Of names that are the same text to Unicode there is one.
    func tree() throws -> [String: Thing] {
        let things = try self.things().map { (String(decoding: $0.key, as: UTF8.self), $0.value) }
        return Dictionary(things, uniquingKeysWith: { $1 })
    }

    /// All that is in the folder, by the bytes of the paths.
    func things() throws -> [[UInt8]: Thing] {
        var tree: [[UInt8]: Thing] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            let full = "\(folder)/\(path)"
            var status = stat()
            guard lstat(full, &status) == 0 else { throw SystemError("lstat", on: full) }
            let key = Array(path.utf8)
            switch status.st_mode & S_IFMT {
            case S_IFLNK: tree[key] = .link(try FileManager.default.destinationOfSymbolicLink(atPath: full))
            case S_IFREG:
                let time = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
                tree[key] = .file(
                    try contents(of: full), modified: time, mode: UInt32(status.st_mode & 0o777))
            default:
                if try FileManager.default.contentsOfDirectory(atPath: full).isEmpty { tree[key] = .emptyFolder }
            }
        }
        return tree
    }
}
