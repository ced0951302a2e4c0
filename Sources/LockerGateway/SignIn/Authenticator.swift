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
    let metrics: HTTPMetrics

    /// Who a request is from, by its field Authorization.
    ///
    /// - Throws: ``Unauthenticated``; ``LockerError/Code/tooMany`` when too many came in a second.
    func caller(of request: Request, _ context: GatewayContext) throws -> SignedIn {
        let address = address(of: request, context)
        guard let sent = SentCredentials(request.headers) else {
            try take(address)
            throw Unauthenticated()
        }
        return try admit(from: address) { () throws(LockerError) in
            switch sent {
            case .bearer(let token): try people.signIn.verify(token: token, from: address)
            case .basic(let user, let password):
                try people.signIn.verify(user: user, appPassword: password, from: address)
            }
        }
    }

    /// Who a call of OpenSubsonic's is from.
    ///
    /// - Throws: as ``caller(of:_:)``.
    func caller(
        by credentials: SubsonicCredentials, of request: Request, _ context: GatewayContext
    ) throws -> SignedIn {
        let address = address(of: request, context)
        return try admit(from: address) { () throws(LockerError) in
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

    /// Takes one request of a caller, or of an address.
    func take(_ who: String) throws(LockerError) {
        guard let seconds = limiter.take(who) else { return }
        metrics.limitedRequests.add()
        throw LockerError(.tooMany, "too many requests; wait \(Int(seconds.rounded(.up))) seconds")
    }

    private func admit(
        from address: String, _ verify: () throws(LockerError) -> SignedIn
    ) throws -> SignedIn {
        let signedIn: SignedIn
        do throws(LockerError) {
            signedIn = try verify()
        } catch {
            if error.code == .tooMany { throw Unauthenticated(retryAfter: error.retryAfter ?? 1) }
            guard error.code == .permissionDenied else { throw error }
            try take(address)
            throw Unauthenticated()
        }
        try take(signedIn.credential?.hex ?? signedIn.person)
        return signedIn
    }
}
