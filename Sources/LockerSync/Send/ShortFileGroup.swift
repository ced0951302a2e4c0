import FoundationEssentials
import LockerAPI
import LockerBase

/// Short files that go together, as the columns of their message.
struct ShortFileGroup {
    private(set) var files: [ShortFile] = []
    /// Of their contents.
    private(set) var bytes = 0
    private var paths: [UInt8] = []
    /// Far below the 4 MiB that a message may have.
    private static let pathBytes = 1 << 20

    /// Whether the message has room for one more file at `path`.
    func takes(_ path: EntryPath) -> Bool {
        paths.count + path.bytes.count < ShortFileGroup.pathBytes
    }

    mutating func append(_ file: ShortFile) {
        files.append(file)
        bytes += file.size
        paths += file.item.path.bytes
        paths.append(0)
    }

    /// The message, without its session.
    ///
    /// - Parameter contents: begins with the contents of the files; has to stay until the message was sent.
    func request(_ contents: UnsafeMutableRawBufferPointer) -> Locker_V1_IngestFilesRequest {
        var request = Locker_V1_IngestFilesRequest()
        request.paths = Data(paths)
        request.modified = files.map(\.item.modified)
        request.modes = files.map { $0.item.mode ?? 0 }
        request.sizes = files.map { UInt32($0.size) }
        request.contents =
            contents.baseAddress.map { Data(bytesNoCopy: $0, count: bytes, deallocator: .none) } ?? Data()
        return request
    }
}
