import LockerAPI
import LockerBase
import NIOCore
import TTRPC

extension CallBoard {
    /// How long a daemon may take to say what it can do. While it starts, connections wait and nothing is answered.
    private static let greetingTime = TimeAmount.seconds(10)

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
        loop.scheduleTask(in: CallBoard.greetingTime) {
            if board.value.greeting == nil { board.value.end(LinkError.noGreeting) }
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
