import Glibc
import LockerBase
import POSIXSupport

/// A file of patterns, one a line, which hold in its folder and below.
struct IgnoreFile: TableRow {
    static let name = Array(".lockerignore".utf8)
    /// The most bytes of one.
    static let maximumSize = 1 << 20
    /// The most bytes of a line: a path has fewer.
    static let maximumLine = 4096

    /// The path of its folder, as the library has it; no bytes for the library itself.
    let folder: [UInt8]
    let bytes: [UInt8]

    var key: [UInt8] { folder }

    /// Its own path.
    var path: [UInt8] { (folder.isEmpty ? [] : folder + [UInt8(ascii: "/")]) + IgnoreFile.name }

    func encode(into bytes: inout [UInt8]) { bytes.append(contentsOf: self.bytes) }

    private init(folder: [UInt8], bytes: [UInt8]) {
        (self.folder, self.bytes) = (folder, bytes)
    }

    init?(key: [UInt8], from reader: inout ByteReader) {
        guard let rest = reader.read(count: reader.remaining) else { return nil }
        self.init(folder: key, bytes: [UInt8](rest))
    }

    /// That of `folder`, which lies at `path`; nil where there is none any more, or a folder of that name.
    ///
    /// - Throws: why it cannot be told what is to be left out: then nothing of the folder may be sent.
    static func read(in folder: Descriptor, at path: [UInt8]) throws(FolderFlaw) -> IgnoreFile? {
        // Whoever would write to a pipe is not waited for.
        let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
        let number = name.withCName { name in retrying { openat(folder.number, name, flags) } }
        guard number >= 0 else {
            if errno == ENOENT { return nil }
            if errno == ELOOP { throw FolderFlaw(ofIgnoreFile: "is a link, which is not followed; put a file there") }
            throw FolderFlaw(ofIgnoreFile: "cannot be opened: \(SystemError("openat", on: "ignore file").reason)")
        }
        let found: (kind: mode_t, bytes: [UInt8])
        do throws(SystemError) {
            found = try content(of: Descriptor(owning: number))
        } catch {
            throw FolderFlaw(ofIgnoreFile: "cannot be read: \(error.reason)")
        }
        if found.kind == S_IFDIR { return nil }
        guard found.kind == S_IFREG else { throw FolderFlaw(ofIgnoreFile: "is no regular file; put one there") }
        if found.bytes.count > maximumSize {
            throw FolderFlaw(ofIgnoreFile: "is larger than 1 MiB; make it shorter")
        }
        return IgnoreFile(folder: path, bytes: found.bytes)
    }

    /// What kind of thing `file` is, and of a regular one the bytes: one more than there may be at most.
    private static func content(of file: Descriptor) throws(SystemError) -> (kind: mode_t, bytes: [UInt8]) {
        let kind = try file.status().st_mode & S_IFMT
        guard kind == S_IFREG else { return (kind, []) }
        var failure: SystemError?
        let bytes = [UInt8](unsafeUninitializedCapacity: maximumSize + 1) { buffer, count in
            do throws(SystemError) {
                count = try file.readFully(into: UnsafeMutableRawBufferPointer(buffer), at: 0)
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return (kind, bytes)
    }
}
