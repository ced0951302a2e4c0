import FoundationEssentials
import LockerAPI
import LockerBase
import POSIXSupport
import ServerLink

/// A gateway of Locker: signs people in over HTTP, and carries their calls to the daemon that it is in front of.
package struct RemoteGateway: Sendable {
    /// What an upgraded connection carries.
    private static let protocolName = "locker-calls/1"
    private static let callsPath = "/locker/v1/calls"
    private static let tokensPath = "/api/v1/tokens"

    package let address: ServerAddress
    private let server: RemoteServer

    /// - Parameter authorities: a file of certificates in PEM by one of which the gateway's must be signed; nil for those
    ///   that the system trusts.
    package init(at address: ServerAddress, authorities: String? = nil) throws(LockerError) {
        self.address = address
        server = try RemoteServer(to: address, authorities: authorities)
    }

    /// Has the gateway make a token for this device.
    ///
    /// - Parameter label: what the device is called there.
    /// - Throws: ``LockerError/Code/permissionDenied`` for a wrong name or password.
    package func logIn(_ name: String, password: String, label: String) throws(LockerError) -> GatewayToken {
        var request = request("POST", RemoteGateway.tokensPath)
        request.fields.append(("Content-Type", "application/json"))
        do {
            let body = LoginBody(name: name, password: password, label: label)
            request.body = Array(try JSONEncoder().encode(body))
        } catch {
            throw LockerError(.internal, "the name cannot be encoded", cause: error)
        }
        let answer = try server.ask(request)
        guard answer.status == 200 || answer.status == 201 else { throw refusal(answer, of: .login) }
        guard let token = try? JSONDecoder().decode(GatewayToken.self, from: Data(answer.body)),
            GatewayToken.isFit(token.token)
        else { throw noGateway }
        return token
    }

    /// Has the gateway forget a token. One that it does not know any more is none to forget.
    package func logOut(_ token: String) throws(LockerError) {
        let answer = try server.ask(request("DELETE", RemoteGateway.tokensPath + "/current", token))
        guard answer.status < 200 || answer.status > 299, answer.status != 401 else { return }
        throw refusal(answer, of: .calls)
    }

    /// Connects to the daemon as whom `token` was made for.
    ///
    /// - Parameters:
    ///   - account: another one to act for, which the gateway refuses.
    ///   - pauses: as ``ServerRoute`` takes them.
    /// - Throws: ``LockerError/Code/permissionDenied`` for a token that is none any more.
    package func connect(
        _ token: String, account: String? = nil, pauses: [Double] = ServerRoute.usualPauses
    ) throws(LockerError) -> LockerConnection {
        let gateway = self
        let route = ServerRoute(name: "\(address)", pauses: pauses) { () throws(LockerError) -> Descriptor in
            try gateway.line(token)
        }
        return try LockerConnection(over: route, account: account)
    }

    /// Whom `token` was made for, by the daemon's word.
    package func account(of token: String) throws(LockerError) -> String {
        let connection = try connect(token, pauses: [])
        defer { connection.close() }
        return try connection.call(LockerMethods.status, .init()).account
    }

    /// A socket that carries the frames of calls.
    private func line(_ token: String) throws(LockerError) -> Descriptor {
        switch try server.upgrade(request("GET", RemoteGateway.callsPath, token), to: RemoteGateway.protocolName) {
        case .socket(let socket): return socket
        case .refused(let answer): throw refusal(answer, of: .calls)
        }
    }

    private func request(_ method: String, _ path: String, _ token: String? = nil) -> ServerRequest {
        var request = ServerRequest(method, path)
        request.fields = [("User-Agent", "locker/\(LockerVersion.text)"), ("Accept", "application/json")]
        if let token { request.fields.append(("Authorization", "Bearer \(token)")) }
        return request
    }
}

/// What a person signs in with.
private struct LoginBody: Encodable {
    let name: String
    let password: String
    let label: String
}
