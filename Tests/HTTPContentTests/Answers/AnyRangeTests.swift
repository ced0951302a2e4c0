import HTTPContent
import HTTPTypes
import LockerTestSupport
import Testing

/// Ranges at random: each answer has the length that it says, and all bytes that are asked for.
@Suite struct AnyRangeTests {
    @Test(arguments: [0, 1, 100, 1_000, 20_000] as [UInt64])
    func answersHaveWhatIsAskedFor(length: UInt64) {
        var random = SplitMix64(seed: length)
        for _ in 0..<200 {
            let count = Int(random.next() % 5) + 1
            let specs = (0..<count).map { _ in AnyRangeTests.spec(&random, length) }
            let value = "bytes=" + specs.map(\.text).joined(separator: ",")
            let content = Representation(length: length, entityTag: EntityTag("x"), mediaType: .unknown)
            let answer = ContentAnswer(
                to: .get, [.range: value], of: content, at: HTTPDate(seconds: 0), boundary: { "mark" })
            let offsets = specs.flatMap(\.offsets).filter { $0 < length }
            let flaw = AnyRangeTests.flaw(in: answer, offsets, length)
            #expect(flaw == nil, "\(value) of \(length)")
        }
    }

    private struct Wanted {
        let text: String
        let offsets: [UInt64]
    }

    private static func spec(_ random: inout SplitMix64, _ length: UInt64) -> Wanted {
        let first = random.next() % (length + 10)
        let last = first + random.next() % 300
        switch random.next() % 4 {
        case 0: return Wanted(text: "\(first)-", offsets: first < length ? [first, length - 1] : [])
        case 1: return Wanted(text: "-\(first)", offsets: first > 0 && length > 0 ? [length - 1] : [])
        default: return Wanted(text: "\(first)-\(last)", offsets: [first, last, (first + last) / 2])
        }
    }

    private static func flaw(in answer: ContentAnswer, _ offsets: [UInt64], _ length: UInt64) -> String? {
        let sent = Sent.bytes(answer.pieces)
        if answer.fields[.contentLength] != String(sent.count) { return "the length is not what is sent" }
        if answer.status == .ok { return sent.count == Int(length) ? nil : "not all of it" }
        if answer.status == .rangeNotSatisfiable { return offsets.isEmpty ? nil : "something is asked for" }
        guard answer.status == .partialContent else { return "\(answer.status)" }
        let ranges = answer.pieces.compactMap(AnyRangeTests.range)
        if ranges.contains(where: { $0.isEmpty || $0.upperBound > length }) { return "no such range" }
        for offset in offsets where !ranges.contains(where: { $0.contains(offset) }) { return "\(offset) is missing" }
        return nil
    }

    private static func range(_ piece: ContentPiece) -> Range<UInt64>? {
        if case .content(let range) = piece { return range }
        return nil
    }
}
