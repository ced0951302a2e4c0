import FoundationEssentials
import LockerAPI
import LockerBase
import NIOCore

/// The content of a file, which stays what it is while it is read, whatever becomes of the entry that had it.
///
/// It is open at the daemon, which lets go of it after a minute in which nobody reads, and when the connection is lost.
/// Then it is read by its name, as long as a retained revision of the account has it.
package struct DaemonContent: Sendable {
    /// The name of the content, for good.
    package let blob: Digest
    /// Its bytes.
    package let size: UInt64
    /// What is said of the entry that it was opened by; nil where it was opened by its name.
    package let facts: ContentFacts?
    private let reader: OpenContent

    /// Bytes of a range that ``start(of:)`` asks for: of one that is short all, of a longer one little, since it is held
    /// as long as the range is read. Buffers of frames have powers of two, with room for what is around content.
    private static let startBytes = (all: (128 << 10) - 256, some: (16 << 10) - 256)

    /// Opens the content of the file at a path.
    ///
    /// - Parameters:
    ///   - account: whose library it is; nil for the account of this process's own user.
    ///   - revision: of the library; nil for the newest.
    ///   - name: what its calls are called in the daemon's log.
    /// - Throws: ``LockerError/Code/notFound`` where there is no such file; ``LockerError/Code/unimplemented`` when the
    ///   daemon is older than contents that are open; what any call throws.
    package static func open(
        _ daemon: LinkedDaemon, for account: String?, library: String, path: EntryPath, revision: UInt64? = nil,
        named name: String? = nil
    ) async throws(LockerError) -> DaemonContent {
        try await daemon.require(.blobs, to: "open content")
        var request = Locker_V1_OpenBlobRequest()
        request.library = library
        request.path = Data(path.bytes)
        if let revision { request.revision = revision }
        let message = ByteBuffer(bytes: try LockerMethods.openBlob.encode(request))
        do throws(LockerError) {
            let call = CallRequest(
                LockerMethods.openBlob, [message], for: account, named: name,
                within: LinkBounds.time(for: LockerMethods.openBlob))
            let (body, connection) = try await daemon.exchange(call)
            let opened = try LockerMethods.openBlob.decode(ReplyBody.bytes(of: body))
            let blob = try digest(opened.blob)
            let reader = OpenContent(
                daemon, for: account, named: name, blob: blob, handle: opened.handle, of: connection)
            return DaemonContent(blob: blob, size: opened.size, facts: ContentFacts(opened), reader: reader)
        } catch let error where error.code == .tooMany {
            // As much is open as may be: by its name it can be read all the same.
            return try await look(daemon, for: account, request, named: name)
        }
    }

    /// Finds content by its name, which an entry of any retained revision of the account must have.
    ///
    /// - Throws: ``LockerError/Code/notFound`` with the same words whether others have such content or nobody.
    package static func open(
        _ daemon: LinkedDaemon, for account: String?, blob: Digest, named name: String? = nil
    ) async throws(LockerError) -> DaemonContent {
        try await daemon.require(.blobs, to: "open content")
        var request = Locker_V1_ReadBlobRequest()
        request.blob = Data(blob.bytes)
        let answer = try await daemon.call(LockerMethods.readBlob, request, for: account, named: name)
        let reader = OpenContent(daemon, for: account, named: name, blob: blob)
        return DaemonContent(blob: blob, size: answer.size, facts: nil, reader: reader)
    }

    /// Content of which name and size are known already: nothing is asked until it is read, and where the account does not
    /// have it by then, the reading tells.
    package init(
        _ daemon: LinkedDaemon, for account: String?, blob: Digest, size: UInt64, named name: String? = nil
    ) {
        let reader = OpenContent(daemon, for: account, named: name, blob: blob)
        self.init(blob: blob, size: size, facts: nil, reader: reader)
    }

    private init(blob: Digest, size: UInt64, facts: ContentFacts?, reader: OpenContent) {
        (self.blob, self.size, self.facts, self.reader) = (blob, size, facts, reader)
    }

    /// The first bytes of `range`, by one call: all of it where it is short.
    package func start(of range: Range<UInt64>) async throws(LockerError) -> ByteBuffer {
        let wanted = range.clamped(to: 0..<size)
        guard !wanted.isEmpty else { return ByteBuffer() }
        let sizes = DaemonContent.startBytes
        return try await reader.piece(
            at: wanted.lowerBound, count: wanted.count <= sizes.all ? wanted.count : sizes.some)
    }

    /// The bytes of `range`, as far as there are so many.
    package func read(_ range: Range<UInt64>) -> ContentPieces {
        ContentPieces(reader: reader, range: range.clamped(to: 0..<size))
    }

    /// All bytes.
    package func read() -> ContentPieces { read(0..<size) }

    /// Has the daemon let go of it. Without it, the daemon does when nobody refers to it any more.
    package func close() {
        reader.close()
    }

    /// Looks the entry up, and opens nothing.
    private static func look(
        _ daemon: LinkedDaemon, for account: String?, _ wanted: Locker_V1_OpenBlobRequest, named name: String?
    ) async throws(LockerError) -> DaemonContent {
        var request = Locker_V1_ListRequest()
        request.library = wanted.library
        if wanted.hasRevision { request.revision = wanted.revision }
        request.under = wanted.path
        request.limit = 1
        let page = try await daemon.call(LockerMethods.list, request, for: account, named: name)
        guard let entry = page.entries.first, entry.path == wanted.path, entry.kind == .file else {
            let path = EntryPath(known: Array(wanted.path))
            throw LockerError(
                .notFound, "\(path): library \(wanted.library) has no such file",
                details: [.library: wanted.library, .path: "\(path)"])
        }
        let blob = try digest(entry.blob)
        let reader = OpenContent(daemon, for: account, named: name, blob: blob)
        let facts = ContentFacts(entry, in: page.revision)
        return DaemonContent(blob: blob, size: entry.size, facts: facts, reader: reader)
    }

    private static func digest(_ bytes: Data) throws(LockerError) -> Digest {
        guard let digest = Digest(bytes) else {
            throw LockerError(.internal, "the daemon calls content by \(bytes.count) bytes; its version may differ")
        }
        return digest
    }
}
