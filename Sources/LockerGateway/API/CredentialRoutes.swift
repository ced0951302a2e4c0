import HTTPTypes
import Hummingbird
import LockerBase
import NIOPosix
import POSIXSupport
import People

/// What signs a person in, for who has signed in with the password itself: listed, made, revoked, and the password.
struct CredentialRoutes: Sendable {
    let people: People
    let authenticator: Authenticator
    /// Those that may be kept for as long as a password is hashed.
    let threads: NIOThreadPool

    private struct Wish: Decodable {
        let kind: String
        let label: String
    }

    private struct NewPassword: Decodable {
        let old: String
        let new: String
        /// Whether tokens and app passwords end as well.
        let revoke: Bool?
    }

    func add(to router: RouterGroup<GatewayContext>) {
        router.get("credentials", use: list)
        router.post("credentials", use: make)
        router.delete("credentials/:id", use: revoke)
        router.put("password", use: setPassword)
    }

    @Sendable private func list(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let (person, session) = try context.requireSession()
        let people = people
        let all = try await threads.runIfActive { try people.credentials.all(of: person) }
        return JSONAnswer.response(CredentialList(all, of: person, at: MachineClock.time, current: session))
    }

    @Sendable private func make(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let (person, session) = try context.requireSession()
        let wish = try await JSONBody.read(Wish.self, keys: "'kind' and 'label'", of: request, context)
        guard let kind = CredentialKind(name: wish.kind), kind != .session else {
            throw LockerError(.invalidArgument, "'kind' must be 'app' or 'token'")
        }
        let people = people
        let made = try await threads.runIfActive {
            try people.credentials.add(kind, of: person, label: wish.label)
        }
        context.logger.notice("a credential was made", metadata: .init(made.event))
        return JSONAnswer.response(CredentialList.Made(made, current: session), status: .created)
    }

    @Sendable private func revoke(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let (person, _) = try context.requireSession()
        guard let text = context.parameters.get("id"), let id = CredentialID(hex: text) else {
            throw LockerError(.notFound, "there is no credential of this number, or it was revoked")
        }
        let people = people
        let event = try await threads.runIfActive { try people.credentials.revoke(id, of: person) }
        context.logger.notice("a credential was revoked", metadata: .init(event))
        return Response(status: .noContent)
    }

    @Sendable private func setPassword(_ request: Request, _ context: GatewayContext) async throws -> Response {
        let (person, session) = try context.requireSession()
        let address = authenticator.address(of: request, context)
        let wish = try await JSONBody.read(NewPassword.self, keys: "'old' and 'new'", of: request, context)
        let people = people
        do {
            _ = try await threads.runIfActive {
                try people.signIn.verify(password: wish.old, of: person, from: address)
            }
        } catch let error as LockerError where error.code == .permissionDenied {
            throw LockerError(.permissionDenied, "the old password is wrong")
        } catch let error as LockerError where error.code == .tooMany {
            throw Unauthenticated(retryAfter: error.retryAfter ?? 1)
        }
        let events = try await threads.runIfActive { () throws -> [PeopleEvent] in
            let event = try people.persons.setPassword(wish.new, of: person, keeping: session)
            guard wish.revoke == true else { return [event] }
            return [event, try people.credentials.revokeAll(of: person, but: session)]
        }
        for event in events { context.logger.notice("a password was changed", metadata: .init(event)) }
        return Response(status: .noContent)
    }
}
