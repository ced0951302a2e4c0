import Glibc
import POSIXSupport

/// Reads files of a few lines.
enum SmallFile {
    /// The lines of the first 512 bytes; none when it cannot be read.
    static func lines(of path: String) -> [String] {
        guard let file = try? Descriptor.open(path, O_RDONLY) else { return [] }
        var bytes = [UInt8](repeating: 0, count: 512)
        let count = try? bytes.withUnsafeMutableBytes { try file.readFully(into: $0, at: 0, subject: path) }
        return String(decoding: bytes[..<(count ?? 0)], as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
