import DaemonLink
import HTTPContent
import HTTPTypes
import Hummingbird
import LockerAPI
import LockerBase

/// Files by library, path and revision: read, replaced and removed.
struct FileRoutes: Sendable {
    let daemon: LinkedDaemon
    let sender: ContentSender
    let uploads: FileUpload

    func add(to router: RouterGroup<GatewayContext>) {
        router.get("libraries/:library/files/**", use: read)
        router.head("libraries/:library/files/**", use: read)
        router.put("libraries/:library/files/**", use: replace)
        router.delete("libraries/:library/files/**", use: remove)
    }

    @Sendable private func read(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let caller = try context.requireCaller()
        let target = try LibraryPath(request)
        let (path, query) = (try target.entry(), try QueryValues(request))
        let (revision, isDownload) = (try query.number("revision"), try query.flag("download"))
        let content = try await DaemonContent.open(
            daemon, for: caller.person, library: target.library, path: path, revision: revision, named: context.name)
        let name = path.components.last.map { Array($0) } ?? []
        let type = MediaType(ofFileNamed: name)
        let representation = Representation(
            length: content.size, entityTag: EntityTag(content.blob),
            lastModified: content.facts.map { HTTPDate(nanoseconds: $0.modified) }, mediaType: type,
            disposition: ContentDisposition(of: type, fileName: name, isDownload: isDownload))
        var response = try await sender.response(to: request, context, of: content, as: representation)
        if let revision = content.facts?.revision { response.headers[.lockerRevision] = "\(revision)" }
        return response
    }

    @Sendable private func replace(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let caller = try context.requireCaller()
        let target = try LibraryPath(request)
        return try await uploads.put(
            request, context, to: target.library, path: try target.entry(), of: caller)
    }

    @Sendable private func remove(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let caller = try context.requireCaller()
        let target = try LibraryPath(request)
        let path = try target.entry()
        var removal = Locker_V1_RemoveRequest()
        removal.library = target.library
        removal.paths = [.init(path.bytes)]
        removal.recursive = try QueryValues(request).flag("recursive")
        removal.origin = .gateway(for: caller)
        if let expected = try await uploads.expected(
            request.headers, at: path, in: target.library, of: caller.person, named: context.name)
        {
            removal.expected = [expected]
        }
        let request = removal
        let made = try await uploads.turns.run(target.library, of: caller.person) {
            try await daemon.call(LockerMethods.remove, request, for: caller.person, named: context.name)
        }
        return Response(status: .noContent, headers: [.lockerRevision: "\(made.revision)"])
    }
}
