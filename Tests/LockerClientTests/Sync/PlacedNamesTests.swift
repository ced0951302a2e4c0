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
}
