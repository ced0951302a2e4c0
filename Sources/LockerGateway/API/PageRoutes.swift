import Hummingbird
import LockerBase

/// The page of a person, who signs in there, and the files of all pages.
struct PageRoutes: Sendable {
    func add(to router: Router<GatewayContext>) {
        router.get("", use: page)
        router.get("page/:file", use: file)
    }

    @Sendable private func page(_ request: Request, _ context: GatewayContext) async throws -> Response {
        PageAnswer.document(PersonPage.text)
    }

    @Sendable private func file(_ request: Request, _ context: GatewayContext) async throws -> Response {
        guard let file = context.parameters.get("file").flatMap({ PageFile.all[$0] }) else {
            throw LockerError(.notFound, "no page has a file of this name; load the page again")
        }
        return PageAnswer.file(file)
    }
}
