import Foundation
import HTTPContent
import HTTPTypes
import Hummingbird
import LockerBase
import NIOPosix
import POSIXSupport
import People

/// Uploads that can be gone on with after a broken line, by tus 1.0.0 (https://tus.io/protocols/resumable-upload).
struct TusRoutes: Sendable {
    let spool: UploadSpool
    let receiver: TusReceiver
    let commit: TusCommit
    /// The most bytes of one upload.
    let limit: Int
    /// Those that may be kept by a disk.
    let threads: NIOThreadPool

    static let place = "api/v1/uploads"

    /// Bytes of the conditions of one upload, which are kept with it.
    private static let longestConditions = 4096

    /// How often, and for how long each time, a request that another one has come for is waited for.
    private static let waits = (count: 100, length: Duration.milliseconds(20))

    func add(to router: Router<GatewayContext>, _ authenticator: Authenticator) {
        let open = router.group("api/v1/uploads")
        open.on("", method: .options, use: options)
        open.on(":id", method: .options, use: options)
        let own = router.group("api/v1/uploads").addMiddleware { TusMiddleware() }
            .addMiddleware { SignInMiddleware(authenticator: authenticator) }
            .addMiddleware { TusVersionMiddleware() }
        own.post(use: create)
        own.head(":id", use: look)
        own.patch(":id", use: goOn)
        own.delete(":id", use: remove)
    }

    @Sendable private func options(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let fields: HTTPFields = [
            .tusResumable: Tus.version, .tusVersion: Tus.version, .tusExtension: Tus.extensions,
            .tusMaxSize: "\(limit)", .tusChecksumAlgorithm: UploadChecksum.names,
        ]
        return Response(status: .noContent, headers: fields)
    }

    @Sendable private func create(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let caller = try context.requireCaller()
        let record = try newRecord(request.headers, of: caller)
        try await commit.check(record, for: caller, context)
        let spool = spool
        let held = try await threads.runIfActive { try spool.make(record) }
        defer { held.release() }
        do {
            if Tus.bringsBytes(request.headers) {
                try await receiver.receive(request, context, into: held, from: caller)
            }
            var fields = try await fields(of: held, for: caller, context)
            fields[.location] = "/\(TusRoutes.place)/\(held.id)"
            return Response(status: .created, headers: fields)
        } catch {
            // Nobody has heard of it. In the request's own task nothing would be done where that is cancelled.
            let threads = threads
            let removal = Task { _ = try? await threads.runIfActive { try held.remove() } }
            await removal.value
            throw error
        }
    }

    /// Clients take an upload of which all bytes are there for done, and send nothing any more: so one that is whole is
    /// committed before that is told, or what keeps it from that is told instead.
    @Sendable private func look(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let caller = try context.requireCaller()
        let id = try id(context)
        guard let held = try await takeOver(id, of: caller) else {
            let known = try spool.look(id, of: caller.owner)
            guard known.offset < known.record.length || known.record.outcome != nil else { throw TusRoutes.isTaken }
            return response(about: known.record, [.uploadOffset: "\(known.offset)", .uploadExpires: expiry(of: id)])
        }
        defer { held.release() }
        return response(about: held.record, try await fields(of: held, for: caller, context))
    }

    /// What is said of an upload beside how far it is.
    private func response(about record: UploadRecord, _ fields: HTTPFields) -> Response {
        var fields = fields
        fields[.cacheControl] = "no-store"
        fields[.uploadLength] = "\(record.length)"
        if !record.metadata.isEmpty { fields[.uploadMetadata] = record.metadata }
        return Response(status: .ok, headers: fields)
    }

    @Sendable private func goOn(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let caller = try context.requireCaller()
        let id = try id(context)
        guard Tus.bringsBytes(request.headers) else { throw TusRoutes.wrongType }
        guard let offset = try Tus.number(.uploadOffset, request.headers) else {
            throw LockerError(.invalidArgument, "Upload-Offset is missing; HEAD tells where to go on")
        }
        guard let held = try await take(id, of: caller) else { throw TusRoutes.isTaken }
        defer { held.release() }
        guard offset == held.offset else {
            throw LockerError(
                .failedPrecondition, "the upload has \(held.offset) bytes, and Upload-Offset is \(offset)")
        }
        try await receiver.receive(request, context, into: held, from: caller)
        return Response(status: .noContent, headers: try await fields(of: held, for: caller, context))
    }

    @Sendable private func remove(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let caller = try context.requireCaller()
        let id = try id(context)
        let (spool, owner) = (spool, caller.owner)
        // Where the disk is full, or has lost what it had, nothing else would make room.
        let isRemoved = try await threads.runIfActive { try spool.remove(id, of: owner) }
        guard isRemoved else { throw TusRoutes.isTaken }
        return Response(status: .noContent)
    }

    /// What is told of an upload that has come on, once it is committed where it is whole.
    private func fields(
        of held: HeldUpload, for caller: SignedIn, _ context: GatewayContext
    ) async throws -> HTTPFields {
        var fields: HTTPFields = [.uploadOffset: "\(held.offset)", .uploadExpires: expiry(of: held.id)]
        if held.isWhole { TusRoutes.tell(try await commit.finish(held, for: caller, context), in: &fields) }
        return fields
    }

    private func newRecord(_ fields: HTTPFields, of caller: SignedIn) throws -> UploadRecord {
        guard fields[.uploadConcat] == nil, fields[.uploadDeferLength] == nil,
            let length = try Tus.number(.uploadLength, fields)
        else {
            throw LockerError(
                .invalidArgument, "Upload-Length must say how long the file is; parts of files are not taken")
        }
        guard length <= limit else {
            throw Refusal(
                .contentTooLarge, .invalidArgument,
                "an upload may have \(limit) bytes; ask who runs this service (limits.upload_bytes, limits.spool_bytes)"
            )
        }
        let hasContent = fields[.contentLength] != "0" && fields[.contentType] != nil
        if hasContent, !Tus.bringsBytes(fields) { throw TusRoutes.wrongType }
        let said = fields[.uploadMetadata] ?? ""
        let metadata = try UploadMetadata(said)
        var record = UploadRecord(
            owner: caller.owner, library: metadata.library, path: Data(metadata.path.bytes), length: length,
            modified: metadata.modified ?? MachineClock.time, metadata: said)
        (record.ifMatch, record.ifNoneMatch) = (fields[.ifMatch], fields[.ifNoneMatch])
        let conditions = (record.ifMatch ?? "").utf8.count + (record.ifNoneMatch ?? "").utf8.count
        guard conditions <= TusRoutes.longestConditions else {
            throw LockerError(
                .invalidArgument, "If-Match and If-None-Match have more than \(TusRoutes.longestConditions) bytes")
        }
        return record
    }

    private func take(_ id: UploadID, of caller: SignedIn) async throws -> HeldUpload? {
        let spool = spool
        return try await threads.runIfActive { try spool.take(id, of: caller.owner) }
    }

    /// Takes an upload from a request that waits for a client who has come back: what that one sent is on the disk then.
    private func takeOver(_ id: UploadID, of caller: SignedIn) async throws -> HeldUpload? {
        for _ in 0..<TusRoutes.waits.count {
            if let held = try await take(id, of: caller) { return held }
            spool.interrupt(id)
            try await Task.sleep(for: TusRoutes.waits.length)
        }
        return nil
    }

    private func id(_ context: GatewayContext) throws(LockerError) -> UploadID {
        guard let id = context.parameters.get("id").flatMap({ UploadID($0) }) else {
            throw LockerError(.notFound, "there is no such upload of yours")
        }
        return id
    }

    private func expiry(of id: UploadID) -> String { HTTPDate(seconds: spool.expiry(of: id)).fieldValue }

    private static func tell(_ outcome: UploadRecord.Outcome, in fields: inout HTTPFields) {
        fields[.lockerRevision] = "\(outcome.revision)"
        fields[.eTag] = EntityTag(outcome.blob).fieldValue
    }

    private static var wrongType: Refusal {
        Refusal(.unsupportedMediaType, .invalidArgument, "bytes of an upload come with Content-Type: \(Tus.mediaType)")
    }

    private static var isTaken: Refusal {
        Refusal(
            HTTPResponse.Status(code: 423, reasonPhrase: "Locked"), .unavailable,
            "another request works on this upload; try again", fields: [.retryAfter: "1"])
    }
}

extension SignedIn {
    /// Whose uploads are theirs.
    fileprivate var owner: String { personID.map { "\($0)" } ?? person }
}
