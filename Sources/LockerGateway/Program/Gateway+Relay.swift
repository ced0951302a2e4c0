import DaemonLink
import LockerBase
import People

extension Gateway {
    /// What carries the calls of `locker` on another computer.
    var relayHost: RelayHost {
        var limits = RelayLimits()
        limits.perAccount = options.limits.relaysPerPerson
        let (people, proxies, metrics, logger, daemon) = (people, options.proxies, metrics, logger, daemon)
        return RelayHost(
            socket: options.socket, limits: limits,
            admit: { attempt in
                let address = ClientAddress.of(
                    peer: attempt.peer, forwardedFor: attempt.forwardedFor, proxies: proxies)
                do throws(LockerError) {
                    let signedIn = try people.signIn.verify(token: attempt.token, from: address)
                    guard let credential = signedIn.credential else { return .refused }
                    return .accepted(RelayCaller(account: signedIn.person, credential: credential.hex))
                } catch let error where error.code == .tooMany {
                    return .later(seconds: error.retryAfter ?? 1)
                } catch {
                    return .refused
                }
            },
            isLive: { caller in CredentialID(hex: caller.credential).map(people.isLive) ?? false },
            isDaemonStill: { daemon.isStill },
            note: { event in
                switch event {
                case .refused: metrics.refusedConnections.add()
                case .opened(let caller, let peer):
                    metrics.relays.add(1)
                    logger.info("relay opened", metadata: ["person": "\(caller.account)", "peer": "\(peer ?? "unix")"])
                case .closed(let caller, _, let tally):
                    metrics.relays.add(-1)
                    metrics.bytesReceived.add(tally.received)
                    metrics.bytesSent.add(tally.sent)
                    logger.info(
                        "relay closed",
                        metadata: [
                            "person": "\(caller.account)", "calls": "\(tally.calls)", "end": "\(tally.end)",
                        ])
                }
            })
    }
}
