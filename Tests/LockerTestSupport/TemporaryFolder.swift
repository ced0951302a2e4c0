/// An empty directory, which is removed with all that is in it when nobody refers to it any more: for tests that wait for
/// tasks. Its path is short, about 20 bytes, so that sockets fit in it.
public final class TemporaryFolder: Sendable {
    /// Where it is.
    public let path: String

    /// Makes one.
    public init() throws {
        let bytes = try makeTemporaryDirectory(inMemory: false)
        path = String(decoding: bytes.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        removeTree(Array(path.utf8CString))
    }
}
