import LockerBase
import MediaFacts

/// Answers the questions that come over a worker's socket.
struct WorkerServer {
    let socket: FrameSocket
    let parser: SongParser

    /// Waits for a question and answers it.
    func answerNext() throws(FrameSocket.Failure) {
        let question = try socket.receive()
        guard let (song, picture) = question.song, question.kind == .read || question.kind == .picture else {
            throw .malformed
        }
        let line = BrokenLine()
        let more: (Range<Int>) -> [UInt8] = { [socket] range in
            line.watching { () throws(FrameSocket.Failure) -> [UInt8] in
                try socket.send(WorkerFrame(needing: range))
                let answer = try socket.receive()
                guard answer.kind == .bytes else { throw .malformed }
                return answer.payload
            }
        }
        let answer = answer(song, picture, more)
        if let failure = line.failure { throw failure }
        try socket.send(answer)
    }

    private func answer(
        _ song: SongBytes, _ picture: String?, _ more: @escaping (Range<Int>) -> [UInt8]
    ) -> WorkerFrame {
        if let picture {
            let found = parser.picture(picture, of: song, more: more)
            return found.map { WorkerFrame(kind: .found, payload: $0) } ?? WorkerFrame(kind: .nothing, payload: [])
        }
        let facts = parser.facts(of: song, more: more)
        return facts.map { WorkerFrame(kind: .facts, payload: FactsWriter($0).writer.bytes) }
            ?? WorkerFrame(kind: .nothing, payload: [])
    }

    /// What went wrong on the way to the driver while a parser waited, which knows no such thing.
    private final class BrokenLine {
        private(set) var failure: FrameSocket.Failure?

        func watching(_ ask: () throws(FrameSocket.Failure) -> [UInt8]) -> [UInt8] {
            guard failure == nil else { return [] }
            do throws(FrameSocket.Failure) {
                return try ask()
            } catch {
                failure = error
                return []
            }
        }
    }
}
