import LockerSync
import Testing

/// What is called otherwise in a folder than in a library.
@Suite struct PlacedNamesTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func `names lead there and back, each in the folder of its path`() {
        var names = PlacedNames()
        #expect(names.isEmpty && names.path(of: bytes("b")) == nil)
        names.add(bytes("a/B"), as: bytes("B (2)"))
        names.add(bytes("C"), as: bytes("C (2)"))
        #expect(names.name(of: bytes("a/B")) == bytes("B (2)") && names.name(of: bytes("B")) == nil)
        #expect(names.path(of: bytes("a/B (2)")) == bytes("a/B") && names.path(of: bytes("B (2)")) == nil)
        #expect(names.path(of: bytes("C (2)")) == bytes("C"))
        #expect(names.all.map { $0.path } == [bytes("C"), bytes("a/B")])
    }

    @Test func `a name that was given up is nobody's`() {
        var names = PlacedNames()
        names.add(bytes("a/B"), as: bytes("B (2)"))
        names.add(bytes("a/B"), as: bytes("B (3)"))
        #expect(names.path(of: bytes("a/B (2)")) == nil && names.path(of: bytes("a/B (3)")) == bytes("a/B"))
        names.remove(bytes("a/B"))
        #expect(names.isEmpty && names == PlacedNames())
    }

    private func names(_ called: [String: String]) -> PlacedNames {
        var names = PlacedNames()
        for (path, name) in called { names.add(bytes(path), as: bytes(name)) }
        return names
    }

    @Test func `what two have made of the same names comes together`() {
        let old = names(["A": "A (2)", "B": "B (2)", "C": "C (2)"])
        let theirs = names(["A": "A (2)", "B": "B (3)", "D": "D (2)"])
        let ours = names(["B": "B (4)", "C": "C (2)", "E": "E (2)"])
        // They have let C go, and come first with B; A was let go here.
        #expect(theirs.merging(ours, since: old) == names(["B": "B (3)", "D": "D (2)", "E": "E (2)"]))
        #expect(old.merging(ours, since: old) == ours)
        #expect(theirs.merging(old, since: old) == theirs)
    }

    @Test func `no two things are called the same when they come together`() {
        let theirs = names(["a/B": "b (2)"])
        let merged = theirs.merging(names(["a/C": "b (2)", "a/D": "d (2)"]), since: PlacedNames())
        #expect(merged == names(["a/B": "b (2)", "a/D": "d (2)"]))
        #expect(merged.path(of: bytes("a/b (2)")) == bytes("a/B"))
    }

    @Test func `names change places`() {
        let old = names(["A": "1", "B": "2"])
        #expect(old.merging(names(["A": "2", "B": "1"]), since: old) == names(["A": "2", "B": "1"]))
        let theirs = names(["A": "1", "B": "2", "C": "3"])
        #expect(theirs.merging(names(["A": "2", "B": "1"]), since: old) == names(["A": "2", "B": "1", "C": "3"]))
    }
}
