import LockerBase
import POSIXSupport
import TTRPC

extension LockerConnection {
    /// Makes a call that opens something on the connection, and tells on which line of it that is.
    package func open<Request, Response>(
        _ method: Method<Request, Response>, _ request: Request
    ) throws(LockerError) -> (answer: Response, line: UInt64) {
        try exchange(method, request, nil, named: nil, on: nil)
    }

    /// Makes a call that names what was opened on a line, and on no other.
    ///
    /// - Throws: an error after which ``canGoOn(after:)`` when the line broke.
    package func call<Request, Response>(
        _ method: Method<Request, Response>, _ request: Request, onLine line: UInt64
    ) throws(LockerError) -> Response {
        try exchange(method, request, nil, named: nil, on: line).answer
    }

    /// Whether a line broke, and another one takes its place: what was open on it can be opened again.
    package func canGoOn(after error: LockerError) -> Bool {
        guard lines.isRemote, let cause = error.cause as? RPCError else { return false }
        return CallLines.isLoss(cause)
    }

    func exchange<Request, Response>(
        _ method: Method<Request, Response>, _ request: Request, _ descriptor: Descriptor?, named name: String?,
        on line: UInt64?
    ) throws(LockerError) -> (answer: Response, line: UInt64) {
        var metadata = metadata
        if let name { metadata[RequestMetadata.request] = name }
        let call = CallLines.Call(
            service: method.service, method: method.name, payload: try method.encode(request), metadata: metadata,
            descriptors: descriptor.map { [$0] } ?? [], isRepeatable: method.isRepeatable,
            opensSession: method.name == LockerMethods.openSession.name,
            closesSession: method.name == LockerMethods.closeSession.name)
        let exchanged: (reply: [UInt8], number: UInt64)
        do {
            exchanged = try lines.call(call, on: line)
        } catch {
            throw LockerError(error)
        }
        return (try method.decode(exchanged.reply), exchanged.number)
    }
}
