import Glibc
import LockerTestSupport
import POSIXSupport

/// The files of an index, as they lie there at one moment.
struct IndexFiles {
    var files: [String: [UInt8]] = [:]

    /// Reads the files in `folder`; of zeros at the end of one, which are only reserved, nothing.
    init(in folder: String) throws {
        guard let handle = opendir(folder) else { throw SystemError("opendir", on: folder) }
        defer { closedir(handle) }
        while let entry = readdir(handle) {
            let bytes = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            let name = String(decoding: bytes, as: UTF8.self)
            guard name != ".", name != "..", let file = try? contents(of: folder + "/" + name) else { continue }
            let used = name == "journal" ? (file.lastIndex { $0 != 0 } ?? -1) + 1 : file.count
            files[name] = Array(file.prefix((used + 7) & ~7))
        }
    }

    /// Makes them the files in `folder`, and removes all others there.
    func write(to folder: String) throws {
        mkdir(folder, 0o700)
        for name in try IndexFiles(in: folder).files.keys where files[name] == nil { unlink(folder + "/" + name) }
        for (name, bytes) in files { _ = try makeFile(folder + "/" + name, bytes) }
    }

    /// The first half of each.
    var halves: IndexFiles {
        var result = self
        result.files = files.mapValues { Array($0.prefix($0.count / 2)) }
        return result
    }

    /// The same with the bits of `mask` changed in one byte of a file.
    func flipped(_ name: String, _ offset: Int, _ mask: UInt8) -> IndexFiles {
        var result = self
        result.files[name]?[offset] ^= mask
        return result
    }
}
