import LockerAPI
import LockerBase
import NIOCore
import TTRPC

extension CallBoard {
    /// Cancels a call that nobody wants any more. One that went out is answered soon, by a daemon that can cancel calls:
    /// with what it came to, if it was as good as done.
    func cancelled(_ ticket: CallTicket) {
        let error = LinkError.callCancelled(ticket.request)
        if withdraw(ticket) { return ticket.answer(.unsent(error)) }
        guard isInFlight(ticket), let channel, let stream = ticket.stream else { return }
        guard greeting?.has(.cancel) == true, cancel(stream, for: ticket.request.account, on: channel) else {
            return ticket.answer(.failure(error))
        }
        ticket.setTimer(loop.scheduleTask(in: LinkBounds.cancelled) { ticket.answer(.failure(error)) })
    }

    private func cancel(_ stream: UInt32, for account: String?, on channel: any Channel) -> Bool {
        var message = Locker_V1_CancelCallRequest()
        message.stream = stream
        guard let bytes = try? LockerMethods.cancelCall.encode(message) else { return false }
        let request = CallRequest(LockerMethods.cancelCall, [ByteBuffer(bytes: bytes)], for: account)
        guard (try? write(Flight(request: request, ticket: nil, hasPlace: false), to: channel)) != nil else {
            return false
        }
        channel.flush()
        return true
    }
}
