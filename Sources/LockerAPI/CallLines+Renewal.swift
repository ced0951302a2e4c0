import LockerBase
import POSIXSupport
import TTRPC

extension CallLines {
    /// Makes a line in the place of the one of that number, unless somebody has. Others wait for what comes of it.
    ///
    /// - Throws: `loss` where none may take its place; else why none could be made.
    func renew(after number: UInt64, _ loss: RPCError) throws(RPCError) {
        guard let route, !route.pauses.isEmpty else { throw loss }
        let isMine = try state.wait { (state) throws(RPCError) -> Bool? in
            if state.number != number { return false }
            if let failure = state.failure { throw failure }
            if state.isClosed || state.sessions > 0 { throw loss }
            if state.isRenewing { return nil }
            state.isRenewing = true
            return true
        }
        guard isMine else { return }
        let made = Result { () throws(RPCError) in try connect(by: route, after: loss) }
        let (failure, unused) = state.withLock { state in CallLines.take(made, into: &state, loss) }
        state.notifyAll()
        unused?.close()
        if let failure { throw failure }
    }

    /// Returns why there is no other line, and the client that nobody uses any more.
    private static func take(
        _ made: Result<Client, RPCError>, into state: inout State, _ loss: RPCError
    ) -> (RPCError?, Client?) {
        state.isRenewing = false
        switch made {
        case .failure(let error):
            state.failure = error
            return (error, nil)
        case .success(let client):
            guard !state.isClosed, state.sessions == 0 else { return (loss, client) }
            let old = state.client
            state.client = client
            state.number += 1
            return (nil, old)
        }
    }

    /// Connects, with pauses between the tries.
    private func connect(by route: ServerRoute, after loss: RPCError) throws(RPCError) -> Client {
        var reason = loss.message
        for pause in route.pauses {
            if state.wait(seconds: pause, { $0.isClosed ? true : nil }) != nil { throw loss }
            do throws(LockerError) {
                return try route.client()
            } catch {
                // What no waiting heals, such as a token that was revoked, is told as it is.
                guard [.unavailable, .tooMany, .timedOut].contains(error.code) else { throw RPCError(error) }
                reason = error.message
            }
        }
        throw RPCError(
            .unavailable,
            "\(route.name): the connection to the server is lost, and no other can be made: \(reason)")
    }
}
