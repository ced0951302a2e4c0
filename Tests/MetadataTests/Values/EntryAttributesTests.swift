import LockerBase
import Metadata
import Testing

@Suite struct EntryAttributesTests {
    private func make(_ pairs: [(String, Int)]) throws -> EntryAttributes {
        try EntryAttributes(
            pairs.map { AttributePair(name: $0.0, value: [UInt8](repeating: 7, count: $0.1)) }, of: path("the/path"))
    }

    @Test func `they come in the order of the bytes of their names`() throws {
        // The same letter, composed and in two: two names.
        let made = try make([("é", 1), ("z", 2), ("e\u{301}", 3), ("Z", 0)])
        #expect(made.pairs.map { Array($0.name.utf8) } == ["Z", "e\u{301}", "z", "é"].map { Array($0.utf8) })
        #expect(made.pairs.map(\.value.count) == [0, 3, 2, 1])
        try #expect(made == make([("Z", 0), ("é", 1), ("e\u{301}", 3), ("z", 2)]))
        try #expect(make([]) == EntryAttributes.empty && make([]).isEmpty)
    }

    @Test func `as many as there may be are taken`() throws {
        let longest = String(repeating: "n", count: 255)
        try #expect(make([(longest, 4096 - 255)]).pairs.count == 1)
        try #expect(make((0..<64).map { ("\($0)", 1) }).pairs.count == 64)
    }

    @Test func `what cannot be is refused, and the path named`() throws {
        var many: [(String, Int)] = []
        for number in 0..<65 { many.append(("\(number)", 1)) }
        let long = String(repeating: "n", count: 256)
        let refused: [[(String, Int)]] = [
            [("", 1)], [("a\0b", 1)], [(long, 1)], [("a", 1), ("b", 2), ("a", 3)], [("a", 4096)], many,
        ]
        for pairs in refused {
            let error = lockerError { try make(pairs) }
            #expect(error?.code == .invalidArgument && error?.message.hasPrefix("the/path: ") == true)
        }
    }
}
