import LockerAPI
import LockerBase
import NIOCore
import TTRPC

extension CallBoard {
    /// A stream on which no call goes out.
    private static let noStream = UInt32.max

    /// Looks, now and then and as long as something is awaited, whether the daemon says anything.
    func watchSilence() {
        let board = NIOLoopBound(self, eventLoop: loop)
        loop.scheduleTask(in: LinkBounds.look) { board.value.lookForSigns() }
    }

    private func lookForSigns() {
        guard isAwaiting else { return rest() }
        let now = NIODeadline.now()
        let step = silence.step(at: now)
        if silence.isLong(at: now) { noteSilence() }
        switch step {
        case .nothing: break
        case .ask: ask()
        case .end: return end(LinkError.noAnswer)
        }
        watchSilence()
    }

    /// Asks what is answered by the thread that reads the connection, whatever the others wait for: to cancel a call that
    /// there is not. A daemon that cancels none is asked what it can do.
    private func ask() {
        guard greeting != nil, let channel, let request = question else { return }
        guard (try? write(Flight(request: request, ticket: nil, hasPlace: false), to: channel)) != nil else { return }
        channel.flush()
    }

    private var question: CallRequest? {
        guard greeting?.has(.cancel) == true else { return CallRequest(LockerMethods.capabilities, []) }
        var message = Locker_V1_CancelCallRequest()
        message.stream = CallBoard.noStream
        guard let bytes = try? LockerMethods.cancelCall.encode(message) else { return nil }
        return CallRequest(LockerMethods.cancelCall, [ByteBuffer(bytes: bytes)])
    }
}
