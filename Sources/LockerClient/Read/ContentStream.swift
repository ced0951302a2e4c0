import FoundationEssentials
import LockerAPI
import LockerBase
import POSIXSupport

/// Reads an entry's content over the socket in pieces, a few in flight at a time, only as much as is asked for. What is
/// more than a piece is opened, where the daemon can: then its path is looked up once, and it stays while it is read.
public struct ContentStream: Sendable {
    /// Pieces asked for ahead, so that the daemon reads one while another is on its way.
    private static let inFlight = 3

    private let connection: LockerConnection
    private let library: String
    private let revision: UInt64?
    let path: EntryPath

    /// - Parameter revision: the newest when nil.
    public init(connection: LockerConnection, library: String, revision: UInt64? = nil, path: EntryPath) {
        self.connection = connection
        self.library = library
        self.revision = revision
        self.path = path
    }

    /// Hands the bytes from `offset` on, at most `length` of them (nil: to the end), in order to `sink`. An offset
    /// at the end gives none.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for an offset past the end, what the daemon answers, what `sink`
    ///   throws, ``LockerError/Code/changed`` when the entry was replaced meanwhile.
    public func read(
        offset: Int = 0, length: Int? = nil, _ sink: (UnsafeRawBufferPointer) throws(LockerError) -> Void
    ) throws(LockerError) {
        let wanted = length ?? .max
        let first = try piece(at: offset, length: wanted)
        guard offset <= Int(clamping: first.size) else {
            throw LockerError(
                .invalidArgument, "\(path): has \(first.size) bytes, and byte \(offset) is behind its end")
        }
        try ContentStream.pass(first.data, to: sink)
        let end = min(
            Int(clamping: first.size), offset.addingReportingOverflow(wanted).overflow ? .max : offset + wanted)
        let start = offset.adding(first.data.count)
        guard start < end else { return }
        try readAhead(from: start, to: end, blob: first.blob, sink)
    }

    /// Reads the bytes from `start` to `end` in pieces, on threads of their own, and hands them on in order.
    private func readAhead(
        from start: Int, to end: Int, blob: Data, _ sink: (UnsafeRawBufferPointer) throws(LockerError) -> Void
    ) throws(LockerError) {
        let count = (end - start - 1) / RequestLimits.pieceBytes + 1
        let opened = try open(blob)
        defer { opened?.close() }
        let arrived = Monitor<[Int: Result<Data, LockerError>]>([:])
        let pool = try translatingSystemErrors { () throws(SystemError) in
            try WorkerPool(name: "read", threads: min(ContentStream.inFlight, count))
        }
        defer { pool.finish() }
        func ask(_ index: Int) {
            guard index < count else { return }
            pool.submit {
                let place = start + index * RequestLimits.pieceBytes
                let answer = Result { () throws(LockerError) in
                    try piece(at: place, length: end - place, of: opened, blob)
                }
                arrived.withLock { $0[index] = answer }
                arrived.notifyAll()
            }
        }
        for index in 0..<ContentStream.inFlight { ask(index) }
        for index in 0..<count {
            let piece = try arrived.wait { $0.removeValue(forKey: index) }.get()
            let expected = min(RequestLimits.pieceBytes, end - start - index * RequestLimits.pieceBytes)
            guard piece.count == expected else { throw OpenedBlob.isReplaced(path) }
            ask(index + ContentStream.inFlight)
            try ContentStream.pass(piece, to: sink)
        }
    }

    /// The content called `blob`, opened; nil where the daemon is older than that, or the account has as many open as it
    /// may.
    private func open(_ blob: Data) throws(LockerError) -> OpenedBlob? {
        guard try connection.has(.blobs) else { return nil }
        do throws(LockerError) {
            let opened = try OpenedBlob(connection: connection, library: library, revision: revision, path: path)
            if opened.blob == blob { return opened }
            opened.close()
            throw OpenedBlob.isReplaced(path)
        } catch let error where error.code == .tooMany {
            return nil
        }
    }

    private func piece(
        at offset: Int, length: Int, of opened: OpenedBlob?, _ blob: Data
    ) throws(LockerError) -> Data {
        if let opened { return try opened.read(at: offset, length: length) }
        let answer = try piece(at: offset, length: length)
        guard answer.blob == blob else { throw OpenedBlob.isReplaced(path) }
        return answer.data
    }

    private func piece(at offset: Int, length: Int) throws(LockerError) -> Locker_V1_ReadResponse {
        var request = Locker_V1_ReadRequest()
        request.library = library
        if let revision { request.revision = revision }
        request.path = Data(path.bytes)
        request.offset = UInt64(clamping: offset)
        request.length = UInt32(clamping: min(length, RequestLimits.pieceBytes))
        return try connection.call(LockerMethods.read, request)
    }

    private static func pass(
        _ data: Data, to sink: (UnsafeRawBufferPointer) throws(LockerError) -> Void
    ) throws(LockerError) {
        let result: Result<Void, LockerError> = data.withUnsafeBytes { raw in
            Result { () throws(LockerError) in try sink(raw) }
        }
        try result.get()
    }
}
