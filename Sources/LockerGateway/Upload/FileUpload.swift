import DaemonLink
import Foundation
import HTTPContent
import HTTPTypes
import Hummingbird
import LockerAPI
import LockerBase
import NIOCore
import POSIXSupport
import People

/// Files that come whole in one request.
struct FileUpload: Sendable {
    let daemon: LinkedDaemon
    let streams: StreamRegistry
    let metrics: HTTPMetrics
    let turns = LibraryTurns()
    /// The most bytes of one.
    let limit: Int

    /// Makes the file what the request brings, in a revision of its own, where the conditions of the request hold.
    func put(
        _ request: Request, _ context: GatewayContext, to library: String, path: EntryPath, of caller: SignedIn
    ) async throws -> Response {
        let said = request.headers[.contentLength].flatMap { Int($0) }
        if let said, said > limit { throw tooLong }
        let target = FileTarget(
            library: library, path: path,
            modified: FileTarget.modified(request.headers[.ownCloudTime]) ?? MachineClock.time,
            conditions: request.headers)
        let stored = try await store(
            target, for: caller, named: context.name,
            by: { upload in
                let length = try await receive(request, context, into: upload, from: caller)
                if let said, said != length {
                    throw LockerError(.invalidArgument, "\(length) bytes came of \(said); send the file again")
                }
            })
        var fields = stored.fields
        if request.headers[.ownCloudTime] != nil { fields[.ownCloudTime] = "accepted" }
        let answer = PutAnswer(revision: stored.revision, blob: stored.blob.hex, size: stored.size)
        return JSONAnswer.response(answer, status: stored.isNew ? .created : .ok, fields: fields)
    }

    /// Makes a file what `send` gives to an upload, in a revision of its own, where the conditions hold. It is durable when
    /// this returns.
    ///
    /// - Parameters:
    ///   - name: what the calls are called in the daemon's log.
    ///   - tell: is told what the content is called, and the library's newest revision, before it is committed.
    func store(
        _ target: FileTarget, for caller: SignedIn, named name: String,
        by send: (DaemonUpload) async throws -> Void, telling tell: (Digest, UInt64) async throws -> Void = { _, _ in }
    ) async throws -> StoredFile {
        let account = caller.person
        let expected = try await expected(
            target.conditions, at: target.path, in: target.library, of: account, named: name)
        let session = try await DaemonSession.open(daemon, for: account, library: target.library, named: name)
        defer { session.close() }
        let upload = try await session.upload(to: target.path, modified: target.modified)
        try await send(upload)
        let size = upload.size
        let file = try await upload.finish()
        guard let blob = Digest(file.blob) else { throw LockerError(.internal, "the daemon names no content") }
        if let expected { try await session.stage(expecting: [expected]) }
        try await tell(blob, session.base)
        let made = try await turns.run(target.library, of: account) {
            try await session.commit(RevisionDescription(origin: .gateway(for: caller)))
        }
        return StoredFile(revision: made.revision, blob: blob, size: size, isNew: made.added > 0)
    }

    /// Whether a file could be sent now: its library can be changed, and has what is expected.
    func check(_ target: FileTarget, for caller: SignedIn, named name: String) async throws {
        _ = try await expected(
            target.conditions, at: target.path, in: target.library, of: caller.person, named: name)
        _ = try await newest(of: target.library, for: caller, named: name)
    }

    /// The newest revision of a library that can be changed; 0 for none.
    func newest(of library: String, for caller: SignedIn, named name: String) async throws -> UInt64 {
        let session = try await DaemonSession.open(daemon, for: caller.person, library: library, named: name)
        defer { session.close() }
        return session.base
    }

    /// Passes the content of a request on. Returns how many bytes came.
    private func receive(
        _ request: Request, _ context: GatewayContext, into upload: DaemonUpload, from caller: SignedIn
    ) async throws -> Int {
        let stream = streams.add(caller.credential, context.channel)
        defer { streams.remove(stream) }
        try await ExpectContinue.answer(request, context)
        var length = 0
        for try await buffer in request.body {
            length += buffer.readableBytes
            guard length <= limit else { throw tooLong }
            streams.rest(stream)
            try await upload.write(buffer)
            streams.moved(stream)
            metrics.bytesReceived.add(buffer.readableBytes)
        }
        return length
    }

    /// What the library must have at `path`, as If-Match and If-None-Match say it; nil without either.
    ///
    /// - Parameter conditions: the fields of the request.
    /// - Throws: ``LockerError/Code/conflict`` where it does not hold already.
    func expected(
        _ conditions: HTTPFields, at path: EntryPath, in library: String, of account: String, named name: String
    ) async throws -> Locker_V1_ExpectedEntry? {
        guard conditions[.ifMatch] != nil || conditions[.ifNoneMatch] != nil else { return nil }
        let current = try await current(at: path, in: library, of: account, named: name)
        let validators = current.map { Validators(entityTag: EntityTag($0), lastModified: nil) }
        guard case .proceed = RequestConditions(conditions).outcome(for: .put, on: validators, at: .now)
        else { throw LockerError(.conflict, "\(path): the file is not what the request counts on") }
        var expected = Locker_V1_ExpectedEntry()
        expected.path = Data(path.bytes)
        if let current {
            expected.kind = .file
            expected.blob = Data(current.bytes)
        }
        return expected
    }

    /// The content of the file at `path` in the newest revision of the library; nil where none is, and no library.
    private func current(
        at path: EntryPath, in library: String, of account: String, named name: String
    ) async throws(LockerError) -> Digest? {
        do throws(LockerError) {
            return try await content(at: path, in: library, of: account, named: name)
        } catch let error where error.code == .notFound {
            return nil
        }
    }

    /// The content of the file at `path` in a revision of the library, the newest where none is named; nil where none is.
    ///
    /// - Throws: ``LockerError/Code/notFound`` where there is no such library, or the revision has expired.
    func content(
        at path: EntryPath, in library: String, at revision: UInt64? = nil, of account: String, named name: String
    ) async throws(LockerError) -> Digest? {
        var request = Locker_V1_ListRequest()
        (request.library, request.under, request.limit) = (library, Data(path.bytes), 1)
        if let revision { request.revision = revision }
        let page = try await daemon.call(LockerMethods.list, request, for: account, named: name)
        guard let entry = page.entries.first, entry.path.elementsEqual(path.bytes), entry.kind == .file else {
            return nil
        }
        return Digest(entry.blob)
    }

    private var tooLong: LockerError {
        LockerError(.overQuota, "a file may have \(limit) bytes; ask who runs this service (limits.upload_bytes)")
    }
}

/// What a file has become.
struct PutAnswer: Encodable {
    let revision: UInt64
    let blob: String
    let size: UInt64
}
