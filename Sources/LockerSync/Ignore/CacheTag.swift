import Glibc
import POSIXSupport

/// The file that says of its folder that it is a cache: what is in there can be made anew.
///
/// Source: Bryan Ford, "Cache Directory Tagging Specification" (bford.info/cachedir).
enum CacheTag {
    static let name = Array("CACHEDIR.TAG".utf8)
    private static let signature = Array("Signature: 8a477f597d28d172789f06886806bc55".utf8)

    /// Whether `folder` has one that says so: a regular file that begins with the signature.
    static func isValid(in folder: Descriptor) -> Bool {
        let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
        let number = name.withCName { name in retrying { openat(folder.number, name, flags) } }
        guard number >= 0 else { return false }
        let file = Descriptor(owning: number)
        guard let status = try? file.status(), status.st_mode & S_IFMT == S_IFREG else { return false }
        var bytes = [UInt8](repeating: 0, count: signature.count)
        let count = bytes.withUnsafeMutableBytes { buffer in (try? file.readFully(into: buffer, at: 0)) ?? 0 }
        return count == signature.count && bytes == signature
    }
}
