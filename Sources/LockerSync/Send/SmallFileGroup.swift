import FoundationEssentials
import LockerAPI
import LockerBase

/// Short files that go together, as the columns of their message.
struct SmallFileGroup {
    private(set) var files: [SmallFile] = []
    /// Of their contents.
    private(set) var bytes = 0
    private var paths: [UInt8] = []

    mutating func append(_ file: SmallFile) {
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
