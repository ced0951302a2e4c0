import Glibc
import POSIXSupport

/// Carries bytes between a TLS connection and a socket of this process, on a thread of its own, until one of both ends.
final class TLSPump: @unchecked Sendable {
    /// Room for plain bytes in each direction, and for those of the network.
    private static let room = 256 << 10
    private static let networkRoom = 64 << 10
    /// The most that one record of TLS holds.
    private static let record = 16 << 10

    // All of it is the thread's, once that runs.
    private let session: TLSSession
    private let network: Descriptor
    private let caller: Descriptor
    private let toServer = PassingBuffer(size: TLSPump.room)
    private let toCaller = PassingBuffer(size: TLSPump.room)
    private let leaving = PassingBuffer(size: TLSPump.networkRoom)
    private let arriving = PassingBuffer(size: TLSPump.networkRoom)
    /// Whether the caller sends no more, and whether the server was told.
    private var isCallerDone = false
    private var isEndTold = false
    private var isServerDone = false
    /// Whether nobody reads any more what the server sends.
    private var isCallerGone = false

    /// Begins to carry, with `bytes` that the server has sent already. Returns the caller's socket, which blocks.
    ///
    /// - Parameter network: a socket that does not block.
    static func start(
        _ session: TLSSession, over network: Descriptor, called name: String, beginning bytes: [UInt8]
    ) throws(SystemError) -> Descriptor {
        let (near, far) = try Descriptor.socketPair()
        let pump = TLSPump(session, network, far)
        let first = bytes.prefix(TLSPump.room)
        first.withUnsafeBytes { pump.toCaller.free.copyMemory(from: $0) }
        pump.toCaller.add(first.count)
        try Thread("tls", stackSize: 256 << 10) { pump.run() }.detach()
        return near
    }

    private init(_ session: TLSSession, _ network: Descriptor, _ caller: Descriptor) {
        (self.session, self.network, self.caller) = (session, network, caller)
    }

    private func run() {
        while !isCallerGone, !(isServerDone && toCaller.isEmpty) {
            let (isOut, isIn) = (carryOut(), carryIn())
            if !isOut, !isIn { wait() }
        }
        if !isEndTold { session.end() }
        _ = sendLeaving()
        // The caller's socket, and the network's, end with this.
    }

    /// From the caller to the server, as far as it goes. Returns whether something moved.
    private func carryOut() -> Bool {
        var hasMoved = sendLeaving()
        if toServer.isEmpty, !isCallerDone, leaving.isEmpty {
            let count = recv(caller.number, toServer.free.baseAddress, toServer.free.count, Int32(MSG_DONTWAIT))
            if count > 0 { toServer.add(count) }
            if count == 0 || count < 0 && !TLSPump.isPassing(errno) { isCallerDone = true }
            hasMoved = hasMoved || count > 0
        }
        if !toServer.isEmpty, leaving.isEmpty, session.pending == 0 {
            let part = UnsafeRawBufferPointer(rebasing: toServer.bytes.prefix(TLSPump.networkRoom))
            switch session.write(part) {
            case .done(let count):
                toServer.remove(count)
                hasMoved = true
            case .waits: break
            case .ended, .failed: isServerDone = true
            }
        }
        if isCallerDone, toServer.isEmpty, !isEndTold {
            session.end()
            isEndTold = true
            hasMoved = true
        }
        return sendLeaving() || hasMoved
    }

    /// Sends what TLS has made, as far as the network takes it.
    private func sendLeaving() -> Bool {
        var hasMoved = false
        while !isServerDone {
            if leaving.isEmpty { leaving.add(session.drain(into: leaving.free)) }
            if leaving.isEmpty { break }
            let bytes = leaving.bytes
            let count = Glibc.send(network.number, bytes.baseAddress, bytes.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
            guard count > 0 else {
                if !TLSPump.isPassing(errno) { isServerDone = true }
                break
            }
            leaving.remove(count)
            hasMoved = true
        }
        return hasMoved
    }

    /// From the server to the caller, as far as it goes. Returns whether something moved.
    private func carryIn() -> Bool {
        var hasMoved = false
        while !isServerDone, toCaller.free.count >= TLSPump.record {
            switch session.read(into: toCaller.free) {
            case .done(let count):
                toCaller.add(count)
                hasMoved = true
                continue
            case .waits: break
            case .ended, .failed: isServerDone = true
            }
            guard !isServerDone, receive() else { break }
            hasMoved = true
        }
        while !toCaller.isEmpty {
            let bytes = toCaller.bytes
            let count = Glibc.send(caller.number, bytes.baseAddress, bytes.count, Int32(MSG_DONTWAIT | MSG_NOSIGNAL))
            guard count > 0 else {
                if !TLSPump.isPassing(errno) { isCallerGone = true }
                break
            }
            toCaller.remove(count)
            hasMoved = true
        }
        return hasMoved
    }

    /// Takes what the network has. Returns whether it had something.
    private func receive() -> Bool {
        let count = recv(network.number, arriving.free.baseAddress, arriving.free.count, Int32(MSG_DONTWAIT))
        guard count > 0 else {
            if count == 0 || !TLSPump.isPassing(errno) { isServerDone = true }
            return false
        }
        let isFed = session.feed(UnsafeRawBufferPointer(rebasing: arriving.free[..<count]))
        if !isFed { isServerDone = true }
        return isFed
    }

    /// Waits until something can move.
    private func wait() {
        if isCallerGone || isServerDone && toCaller.isEmpty { return }
        var (ofNetwork, ofCaller) = (0, 0)
        if !isServerDone {
            if toCaller.free.count >= TLSPump.record { ofNetwork |= Int(POLLIN) }
            if !leaving.isEmpty { ofNetwork |= Int(POLLOUT) }
        }
        if toServer.isEmpty, leaving.isEmpty, !isCallerDone { ofCaller |= Int(POLLIN) }
        if !toCaller.isEmpty { ofCaller |= Int(POLLOUT) }
        var waits = [
            // What is wrong with a socket is told whether it was asked for or not: so that one is left out.
            pollfd(fd: ofNetwork == 0 ? -1 : network.number, events: Int16(ofNetwork), revents: 0),
            pollfd(fd: caller.number, events: Int16(ofCaller), revents: 0),
        ]
        _ = poll(&waits, 2, -1)
        // Neither sends nor reads any more: calls that are under way are given up.
        if Int(waits[1].revents) & Int(POLLHUP | POLLERR) != 0 { isCallerGone = true }
    }

    /// Whether a call that failed is to be made again later.
    private static func isPassing(_ number: Int32) -> Bool {
        number == EAGAIN || number == EINTR
    }
}
