import Glibc
import POSIXSupport

/// Writes `bytes` to a new file at `path` and returns a descriptor open for reading.
@discardableResult
public func makeFile(_ path: String, _ bytes: [UInt8]) throws -> Descriptor {
    let file = try Descriptor.open(path, O_RDWR | O_CREAT | O_TRUNC)
    try bytes.withUnsafeBytes { try file.writeFully($0, at: 0, subject: path) }
    return try Descriptor.open(path, O_RDONLY)
}

/// All bytes of the file at `path`.
public func contents(of path: String) throws -> [UInt8] {
    let file = try Descriptor.open(path, O_RDONLY)
    var bytes = [UInt8](repeating: 0, count: Int(try file.status().st_size))
    let count = try bytes.withUnsafeMutableBytes { try file.readFully(into: $0, at: 0, subject: path) }
    return Array(bytes.prefix(count))
}
