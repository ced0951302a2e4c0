import LockerAPI
import LockerBase
import NIOCore
import TTRPC

extension CallBoard {
    /// Asks the daemon what it can do: the first call on a connection, before which no other goes out.
    func greet() {
        guard let channel else { return }
        let request = CallRequest(LockerMethods.capabilities, [])
        do throws(RPCError) {
            try write(Flight(request: request, ticket: nil, hasPlace: false), to: channel)
        } catch {
            return end(LockerError(error))
        }
        channel.flush()
        let board = NIOLoopBound(self, eventLoop: loop)
        loop.scheduleTask(in: LinkBounds.greeting) {
            guard board.value.greeting == nil else { return }
            board.value.noteSilence()
            board.value.end(LinkError.noGreeting)
        }
    }

    /// Takes the answer. A daemon that is older than the question can do nothing beyond the first version; one that has
    /// no room for the connection says so.
    func takeGreeting(_ body: ByteBuffer) {
        do throws(LockerError) {
            let response = try LockerMethods.capabilities.decode(ReplyBody.bytes(of: body))
            open(Greeting(response))
        } catch let error where error.code == .unimplemented {
            open(Greeting())
        } catch {
            end(error)
        }
    }
}
