import Glibc
import POSIXSupport

/// Calls `body` with the path of an empty directory, which is removed afterwards with all that is in it.
///
/// The path is short, about 20 bytes, so that sockets fit in it.
///
/// - Parameter inMemory: whether to make it in memory where the machine has a place for that: for tests that sync
///   thousands of files.
public func withTemporaryDirectory<Result>(inMemory: Bool = false, _ body: (String) throws -> Result) throws -> Result {
    let path = try makeTemporaryDirectory(inMemory: inMemory)
    defer { removeTree(path) }
    return try body(String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
}

/// Makes an empty directory and returns its path, bytes that end in a zero.
func makeTemporaryDirectory(inMemory: Bool) throws -> [CChar] {
    let parent = inMemory && access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    var path = Array("\(parent)/locker.XXXXXX".utf8CString)
    guard mkdtemp(&path) != nil else { throw SystemError("mkdtemp", on: parent) }
    return path
}

/// Removes `path`, bytes that end in a zero, and all below it, as far as it can. Links are removed, not followed.
func removeTree(_ path: [CChar]) {
    if unlink(path) == 0 { return }
    chmod(path, 0o700)
    guard let directory = opendir(path) else { return }
    defer {
        closedir(directory)
        rmdir(path)
    }
    while let entry = readdir(directory) {
        let name = withUnsafeBytes(of: entry.pointee.d_name) { $0.prefix { $0 != 0 }.map { CChar(bitPattern: $0) } }
        if name == [46] || name == [46, 46] { continue }
        removeTree(path.dropLast() + [47] + name + [0])
    }
}
