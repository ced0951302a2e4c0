import DaemonLink
import Foundation
import HTTPContent
import HTTPTypes
import Hummingbird
import LockerAPI
import LockerBase
import NIOCore
import POSIXSupport

/// Files that come whole in one request.
struct FileUpload: Sendable {
    let daemon: LinkedDaemon
    let streams: StreamRegistry
    let metrics: HTTPMetrics
    let turns = LibraryTurns()
    /// The most bytes of one.
    let limit: Int

    /// Makes the file at `path` what the request brings, in a revision of its own, where the conditions of the request hold.
    func put(
        _ request: Request, _ context: GatewayContext, to library: String, path: EntryPath, of account: String
    ) async throws -> Response {
        let caller = try context.requireCaller()
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit { throw tooLong }
        let expected = try await expected(request, at: path, in: library, of: account, named: context.name)
        let modified = FileUpload.modified(request.headers) ?? MachineClock.time
        let session = try await DaemonSession.open(daemon, for: account, library: library, named: context.name)
        defer { session.close() }
        let upload = try await session.upload(to: path, modified: modified)
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
        // Cutting and hashing what came takes as long as it takes.
        streams.rest(stream)
        if let said = request.headers[.contentLength].flatMap({ Int($0) }), said != length {
            throw LockerError(.invalidArgument, "\(length) bytes came of \(said); send the file again")
        }
        let file = try await upload.finish()
        if let expected { try await session.stage(expecting: [expected]) }
        let made = try await turns.run(library, of: account) {
            try await session.commit(RevisionDescription(origin: .gateway(for: caller)))
        }
        guard let blob = Digest(file.blob) else { throw LockerError(.internal, "the daemon names no content") }
        var fields: HTTPFields = [.lockerRevision: "\(made.revision)", .eTag: EntityTag(blob).fieldValue]
        if request.headers[.ownCloudTime] != nil { fields[.ownCloudTime] = "accepted" }
        let answer = PutAnswer(revision: made.revision, blob: blob.hex, size: length)
        return JSONAnswer.response(answer, status: made.added > 0 ? .created : .ok, fields: fields)
    }

    /// What the library must have at `path`, as If-Match and If-None-Match say it; nil without either.
    ///
    /// - Throws: ``LockerError/Code/conflict`` where it does not hold already.
    func expected(
        _ request: Request, at path: EntryPath, in library: String, of account: String, named name: String
    ) async throws -> Locker_V1_ExpectedEntry? {
        guard request.headers[.ifMatch] != nil || request.headers[.ifNoneMatch] != nil else { return nil }
        let current = try await current(at: path, in: library, of: account, named: name)
        let validators = current.map { Validators(entityTag: EntityTag($0), lastModified: nil) }
        guard case .proceed = RequestConditions(request.headers).outcome(for: request.method, on: validators, at: .now)
        else { throw LockerError(.conflict, "\(path): the file is not what the request counts on") }
        var expected = Locker_V1_ExpectedEntry()
        expected.path = Data(path.bytes)
        if let current {
            expected.kind = .file
            expected.blob = Data(current.bytes)
        }
        return expected
    }

    /// The content of the file at `path`; nil where none is.
    private func current(
        at path: EntryPath, in library: String, of account: String, named name: String
    ) async throws(LockerError) -> Digest? {
        var request = Locker_V1_ListRequest()
        (request.library, request.under, request.limit) = (library, Data(path.bytes), 1)
        do throws(LockerError) {
            let page = try await daemon.call(LockerMethods.list, request, for: account, named: name)
            guard let entry = page.entries.first, entry.path.elementsEqual(path.bytes), entry.kind == .file else {
                return nil
            }
            return Digest(entry.blob)
        } catch let error where error.code == .notFound {
            return nil
        }
    }

    private var tooLong: LockerError {
        LockerError(.overQuota, "a file may have \(limit) bytes; ask who runs this service (limits.upload_bytes)")
    }

    private static func modified(_ fields: HTTPFields) -> Int64? {
        guard let seconds = fields[.ownCloudTime].flatMap({ Double($0) }), abs(seconds) < 9e9 else { return nil }
        return Int64(seconds * 1e9)
    }
}

/// What a file has become.
struct PutAnswer: Encodable {
    let revision: UInt64
    let blob: String
    let size: Int
}
