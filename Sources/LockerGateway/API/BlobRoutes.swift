import DaemonLink
import HTTPContent
import Hummingbird
import LockerBase

/// Content by its name, for caches: it never changes.
struct BlobRoutes: Sendable {
    let daemon: LinkedDaemon
    let sender: ContentSender

    func add(to router: RouterGroup<GatewayContext>) {
        router.get("blobs/:blob", use: read)
        router.head("blobs/:blob", use: read)
    }

    @Sendable private func read(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let caller = try context.requireCaller()
        guard let text = context.parameters.get("blob"), let blob = Digest(hex: text) else {
            throw LockerError(.invalidArgument, "a blob is named by 64 hexadecimal digits")
        }
        let content = try await DaemonContent.open(daemon, for: caller.person, blob: blob, named: context.name)
        let name = try QueryValues(request).text("name").map { Array($0.utf8) } ?? Array(text.utf8)
        let type = MediaType(ofFileNamed: name)
        let representation = Representation(
            length: content.size, entityTag: EntityTag(blob), mediaType: type,
            disposition: ContentDisposition(of: type, fileName: name), caching: .immutable)
        return try await sender.response(to: request, context, of: content, as: representation)
    }
}
