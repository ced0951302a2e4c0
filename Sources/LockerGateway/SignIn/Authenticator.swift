import HTTPTypes
import Hummingbird
import LockerBase
import NIOCore
import OpenSubsonic
import People

/// Finds out who calls.
struct Authenticator: Sendable {
    let people: People
    let limiter: RateLimiter
    let proxies: Set<String>
    /// Whether the gateway itself takes nothing but TLS.
    let hasTLS: Bool
    let metrics: HTTPMetrics

    /// Seconds that a player's call waits for its turn.
    private static let longestWait = 5.0

    /// Who a request is from, by its field Authorization, or without one by the cookie of a session.
    ///
    /// - Throws: ``Unauthenticated``; ``LockerError/Code/permissionDenied`` for a session that another site's page makes
    ///   use of; ``LockerError/Code/tooMany`` when too many came in a second.
    func caller(of request: Request, _ context: GatewayContext) throws -> SignedIn {
        let address = address(of: request, context)
        if request.headers[.authorization] == nil,
            let session = cookie(of: request, context).secret(in: request.headers)
        {
            do throws(LockerError) {
                try SameOrigin.check(request)
            } catch {
                try take(address)
                throw error
            }
            let signedIn = try admit(from: address) { () throws(LockerError) in
                try people.signIn.verify(session: session, from: address)
            }
            try take(name(of: signedIn))
            return signedIn
        }
        guard let sent = SentCredentials(request.headers) else {
            try take(address)
            throw Unauthenticated()
        }
        let signedIn = try admit(from: address) { () throws(LockerError) in
            switch sent {
            case .bearer(let token): try people.signIn.verify(token: token, from: address)
            case .basic(let user, let password):
                try people.signIn.verify(user: user, appPassword: password, from: address)
            }
        }
        try take(name(of: signedIn))
        return signedIn
    }

    /// Who a call of OpenSubsonic's is from. Where too many came in a second it waits for its turn: players ask for
    /// thousands of albums as fast as they get them, and leave out those that they are refused.
    ///
    /// - Throws: as ``caller(of:_:)``, when its turn is too far off.
    func caller(
        by credentials: SubsonicCredentials, of request: Request, _ context: GatewayContext
    ) async throws -> SignedIn {
        let signedIn = try caller(by: credentials, from: address(of: request, context))
        guard let seconds = limiter.reserve(name(of: signedIn), within: Authenticator.longestWait) else {
            throw tooMany(Authenticator.longestWait)
        }
        if seconds > 0 { try await Task.sleep(for: .seconds(seconds)) }
        return signedIn
    }

    private func caller(by credentials: SubsonicCredentials, from address: String) throws -> SignedIn {
        try admit(from: address) { () throws(LockerError) in
            switch credentials {
            case .password(let user, let password):
                try people.signIn.verify(user: user, appPassword: password, from: address)
            case .token(let user, let token, let salt):
                try people.signIn.verify(user: user, token: token, salt: salt, from: address)
            case .apiKey(let key): try people.signIn.verify(token: key, from: address)
            }
        }
    }

    /// Where a request comes from.
    func address(of request: Request, _ context: GatewayContext) -> String {
        ClientAddress.of(context.channel, request.headers, proxies: proxies)
    }

    /// The cookie of sessions, as it is on the way by which a request came.
    func cookie(of request: Request, _ context: GatewayContext) -> SessionCookie {
        SessionCookie(
            isSecure: ClientScheme.isSecure(
                peer: context.channel.remoteAddress?.ipAddress, request.headers, proxies: proxies, hasTLS: hasTLS))
    }

    /// Takes one request of a caller, or of an address.
    func take(_ who: String) throws(LockerError) {
        guard let seconds = limiter.take(who) else { return }
        throw tooMany(seconds)
    }

    private func tooMany(_ seconds: Double) -> LockerError {
        metrics.limitedRequests.add()
        return LockerError(.tooMany, "too many requests; wait \(Int(seconds.rounded(.up))) seconds")
    }

    /// Whose requests count together.
    private func name(of signedIn: SignedIn) -> String {
        signedIn.credential?.hex ?? signedIn.person
    }

    private func admit(
        from address: String, _ verify: () throws(LockerError) -> SignedIn
    ) throws -> SignedIn {
        do throws(LockerError) {
            return try verify()
        } catch {
            if error.code == .tooMany { throw Unauthenticated(retryAfter: error.retryAfter ?? 1) }
            guard error.code == .permissionDenied else { throw error }
            try take(address)
            throw Unauthenticated()
        }
    }
}
