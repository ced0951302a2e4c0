import FoundationEssentials
import LockerBase
import ServerLink

extension RemoteGateway {
    /// What was asked for.
    enum Wish {
        case login
        case calls
    }

    /// Why a gateway, or what is there in its place, did not do what was asked for.
    func refusal(_ answer: ServerAnswer, of wish: Wish) -> LockerError {
        let said = RemoteGateway.message(of: answer).map { ": \($0)" } ?? ""
        switch answer.status {
        case 401 where wish == .login:
            return LockerError(
                .permissionDenied, "\(address): wrong name or password, or disabled; ask whoever runs it")
        case 401:
            return LockerError(
                .permissionDenied,
                "\(address): this device's token is not taken any more; 'locker login \(address)' gets another one, "
                    + "unless whoever runs the server has disabled the account")
        case 403: return LockerError(.permissionDenied, "\(address): the server refuses that\(said)")
        case 429: return LockerError(.tooMany, "\(address): too much at a time\(said)\(RemoteGateway.advice(answer))")
        case 404, 405, 410: return noGateway
        case 200...299:
            return Unreachable.error(
                "\(address): the server, or a proxy in front of it, does not upgrade the connection")
        case 300...399:
            let place = answer.fields["location"].map { " to \($0.prefix(200).printable)" } ?? " elsewhere"
            return Unreachable.error(
                "\(address): the server leads\(place), where a token is not sent unasked; give that address")
        case 500...599:
            return Unreachable.error(
                "\(address): the server cannot answer at the moment (\(answer.status))\(said)")
        default: return LockerError(.failedPrecondition, "\(address): the server answers \(answer.status)\(said)")
        }
    }

    /// Of a server that does not know what gateways do.
    var noGateway: LockerError {
        Unreachable.error(
            "\(address): a server answers there, which is no gateway of Locker; is the address right?")
    }

    /// When to try again, as far as the server says.
    private static func advice(_ answer: ServerAnswer) -> String {
        guard let seconds = answer.fields["retry-after"].flatMap({ UInt32($0) }) else { return "; try again later" }
        return "; try again in \(seconds) seconds"
    }

    private struct Body: Decodable {
        struct Failure: Decodable {
            let message: String
        }
        let error: Failure
    }

    /// The sentence for people in the answer, fit to be printed.
    private static func message(of answer: ServerAnswer) -> String? {
        let body = try? JSONDecoder().decode(Body.self, from: Data(answer.body))
        guard let message = body?.error.message, !message.isEmpty else { return nil }
        return String(message.prefix(500)).printable
    }
}
