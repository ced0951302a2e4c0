import LockerBase
import NIOCore
import TTRPC

/// Hands what a connection brings to its ``CallBoard``, and tells it of the connection's end.
final class ReplyHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let board: CallBoard
    private var frames = FrameAssembler()

    init(_ board: CallBoard) {
        self.board = board
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var input = unwrapInboundIn(data)
        board.heard()
        do throws(LockerError) {
            while let frame = try frames.next(from: &input) {
                // Frames of other types may come from newer daemons.
                guard frame.header.kind == FrameHeader.Kind.response else { continue }
                board.received(frame.body, on: frame.header.stream)
            }
        } catch {
            board.end(error)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        board.end(LinkError.lostConnection())
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        board.end(LinkError.lostConnection(error))
    }
}
