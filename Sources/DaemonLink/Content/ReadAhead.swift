import LockerBase
import NIOCore
import Synchronization

/// Asks for the pieces of a range in order, some before they are wanted, and never more than its ``ContentPace`` says.
final class ReadAhead: Sendable {
    typealias Piece = Task<Result<ByteBuffer, LockerError>, Never>

    private struct State {
        /// Those that are asked for and were not handed out.
        var asked = CircularBuffer<Piece>()
        /// Where the next one to ask for begins.
        var start: UInt64
        var pace = ContentPace()
    }

    private let reader: OpenContent
    private let end: UInt64
    private let state: Mutex<State>

    init(_ reader: OpenContent, _ range: Range<UInt64>) {
        (self.reader, end) = (reader, range.upperBound)
        state = Mutex(State(start: range.lowerBound))
    }

    deinit {
        cancel()
    }

    /// The next piece; nil at the end. After an error there are no more.
    func next() async throws(LockerError) -> ByteBuffer? {
        guard let piece = takePiece() else { return nil }
        let result = await withTaskCancellationHandler {
            await piece.value
        } onCancel: {
            piece.cancel()
        }
        state.withLock { $0.pace.handsOut(at: .now) }
        if case .failure = result { cancel() }
        return try result.get()
    }

    /// Takes out the piece that is wanted, and asks for those after it.
    private func takePiece() -> Piece? {
        let (reader, end) = (reader, end)
        return state.withLock { state -> Piece? in
            state.pace.wants(at: .now)
            let wanted = state.pace.ahead + 1
            while state.asked.count < wanted, state.start < end {
                let (offset, count) = (state.start, min(state.pace.bytes, end - state.start))
                state.asked.append(Piece { await ReadAhead.read(reader, at: offset, Int(count)) })
                state.start += count
            }
            return state.asked.isEmpty ? nil : state.asked.removeFirst()
        }
    }

    /// Asks for no more, and gives up what was asked for.
    private func cancel() {
        let asked = state.withLock { state -> CircularBuffer<Piece> in
            let asked = state.asked
            state.asked = CircularBuffer()
            state.start = .max
            return asked
        }
        for piece in asked { piece.cancel() }
    }

    private static func read(
        _ reader: OpenContent, at offset: UInt64, _ count: Int
    ) async -> Result<ByteBuffer, LockerError> {
        do throws(LockerError) {
            return .success(try await reader.piece(at: offset, count: count))
        } catch {
            return .failure(error)
        }
    }
}
