import TTRPC
import Testing

/// What waits for a thread is taken out or stays, and is never lost.
@Suite struct TurnQueueTests {
    private let principal = Principal(userID: 7)

    /// While a queue is gone through, a caller goes: what was wanted a moment ago is not any more.
    @Test func `what is not wanted any more from one moment to the next is taken out or stays`() {
        var queue = TurnQueue<Int>(perPrincipal: 2)
        for number in 0..<10 { _ = queue.add(number, of: principal) }
        var asked: Set<Int> = []
        // 0, 3, 6 and 9 are not wanted; the others are not when they are asked about once more.
        let removed = queue.remove(of: nil) { $0 % 3 == 0 || !asked.insert($0).inserted }
        var left: [Int] = []
        while let (_, number) = queue.next({ _ in true }) {
            left.append(number)
            queue.end(of: principal, lost: false)
        }
        #expect((removed + left).sorted() == Array(0..<10))
        #expect(removed == [0, 3, 6, 9])
    }

    @Test func `a queue that is emptied gives no turn, and goes on`() {
        var queue = TurnQueue<Int>(perPrincipal: 1)
        _ = queue.add(1, of: principal)
        let removed = queue.remove(of: nil) { _ in true }
        #expect(removed == [1] && !queue.hasNext)
        let isTaken = queue.add(2, of: principal)
        let next = queue.next { _ in true }
        #expect(isTaken && next?.1 == 2)
    }
}
