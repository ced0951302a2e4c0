import Foundation
import LockerAPI
import LockerBase
import LockerSync
import Testing

/// What becomes of a path, by what it is on both sides: the table of docs/both-ways.md.
@Suite struct MergeRuleTests {
    /// What there is on one side: a file with content 1, 2 or 3, a link, an empty folder; nil: nothing.
    private enum Side: Equatable {
        case file(UInt8)
        case link
        case folder
    }

    private static func path() throws -> EntryPath { try EntryPath("a/b") }

    private static func blob(_ content: UInt8) -> Digest { SHA256.digest(of: [content]) }

    private static func item(_ side: Side) throws -> TreeItem {
        switch side {
        case .file(let content):
            let stamp = FileStamp(size: 7, modified: Int64(content), changed: Int64(content), inode: 5)
            return TreeItem(path: try path(), modified: Int64(content), content: .file(stamp), mode: 0o644)
        case .link: return TreeItem(path: try path(), modified: 9, content: .link(target: [0x2E]))
        case .folder: return TreeItem(path: try path(), modified: 9, content: .folder, mode: 0o755)
        }
    }

    private static func remembered(_ side: Side) throws -> RememberedItem {
        let blob: Digest? = if case .file(let content) = side { MergeRuleTests.blob(content) } else { nil }
        return RememberedItem(item: try item(side), blob: blob)
    }

    private static func entry(_ side: Side, modified: Int64? = nil) throws -> Locker_V1_Entry {
        let item = try item(side)
        return .with {
            $0.path = Data(item.path.bytes)
            $0.modified = modified ?? item.modified
            if let mode = item.mode { $0.mode = mode }
            switch side {
            case .file(let content): ($0.kind, $0.blob, $0.size) = (.file, Data(MergeRuleTests.blob(content).bytes), 7)
            case .link: ($0.kind, $0.target) = (.symlink, Data([0x2E]))
            case .folder: $0.kind = .folder
            }
        }
    }

    /// The verdict once the local file was read, where it has to be.
    private func verdict(
        here: Side?, base: Side?, there: Side?, isAgreed: Bool = true, modified: Int64? = nil
    ) throws -> MergeVerdict {
        let isSame = isAgreed && there == base && modified == nil
        let entry = try there.map { try MergeRuleTests.entry($0, modified: modified) }
        let path = try MergeRuleTests.path()
        let sides = ThreeSides(
            path, local: try here.map { try MergeRuleTests.item($0) },
            known: try base.map { try MergeRuleTests.remembered($0) }, isAgreed: isAgreed,
            change: isSame ? nil : LibraryChange(path, entry))
        let first = MergeRule().verdict(on: sides)
        guard first == .unread, case .file(let content) = here else { return first }
        return MergeRule().verdict(on: sides, read: .file(MergeRuleTests.blob(content)))
    }

    @Test func `what changed on one side goes to the other`() throws {
        try #expect(verdict(here: .file(1), base: .file(1), there: .file(1)) == .unchanged)
        try #expect(verdict(here: .file(1), base: .file(1), there: .file(2)) == .step(.place))
        try #expect(verdict(here: .file(1), base: .file(1), there: nil) == .step(.remove))
        try #expect(verdict(here: nil, base: nil, there: .file(1)) == .step(.place))
        try #expect(verdict(here: .file(2), base: .file(1), there: .file(1)) == .step(.send))
        try #expect(verdict(here: nil, base: .file(1), there: .file(1)) == .step(.withdraw))
        try #expect(verdict(here: .file(1), base: nil, there: nil) == .step(.send))
        try #expect(verdict(here: .file(1), base: .file(1), there: .file(1), modified: 77) == .step(.adopt))
        try #expect(verdict(here: .link, base: .file(1), there: .file(1)) == .step(.send))
        try #expect(verdict(here: .file(1), base: .file(1), there: .link) == .step(.place))
    }

    @Test func `the same on both sides agrees`() throws {
        try #expect(verdict(here: .file(2), base: .file(1), there: .file(2)) == .step(.adopt))
        try #expect(verdict(here: nil, base: .file(1), there: nil) == .agreed)
        try #expect(verdict(here: .link, base: nil, there: .link, isAgreed: false) == .step(.adopt))
        try #expect(verdict(here: .folder, base: nil, there: .folder) == .step(.adopt))
    }

    @Test func `what changed goes before what was removed, and both versions before one`() throws {
        try #expect(verdict(here: nil, base: .file(1), there: .file(2)) == .step(.place, .back))
        try #expect(verdict(here: .file(2), base: .file(1), there: nil) == .step(.send, .stays))
        try #expect(verdict(here: .file(2), base: .file(1), there: .file(3)) == .step(.setAside, .changedInBoth))
        try #expect(verdict(here: .file(2), base: nil, there: .file(3)) == .step(.setAside, .changedInBoth))
        try #expect(verdict(here: .link, base: .file(1), there: .file(3)) == .step(.setAside, .changedInBoth))
        try #expect(verdict(here: nil, base: .file(1), there: .file(1), modified: 77) == .step(.withdraw))
    }

    @Test func `an empty folder gives way`() throws {
        try #expect(verdict(here: .folder, base: nil, there: .file(1)) == .step(.place))
        try #expect(verdict(here: .file(1), base: nil, there: .folder) == .step(.send))
        try #expect(verdict(here: .file(1), base: .file(1), there: .folder) == .step(.place))
        try #expect(verdict(here: .folder, base: .file(1), there: .file(1)) == .step(.send))
        try #expect(verdict(here: nil, base: .folder, there: .file(1)) == .step(.place))
    }

    @Test func `without a base nothing is removed`() throws {
        for here in [nil, Side.file(1)] {
            for there in [nil, Side.file(1), .file(2)] {
                let verdict = try verdict(here: here, base: .file(1), there: there, isAgreed: false)
                #expect(verdict != .step(.remove) && verdict != .step(.withdraw))
            }
        }
        try #expect(
            verdict(here: .file(1), base: .file(1), there: .file(2), isAgreed: false)
                == .step(.setAside, .changedInBoth))
    }

    @Test func `a file is read only where its content decides`() throws {
        let path = try MergeRuleTests.path()
        let touched = TreeItem(
            path: path, modified: 1, content: .file(FileStamp(size: 7, modified: 1, changed: 99, inode: 5)), mode: 0o644
        )
        let known = try MergeRuleTests.remembered(.file(1))
        let sides = ThreeSides(path, local: touched, known: known)
        #expect(MergeRule().verdict(on: sides) == .unread)
        #expect(MergeRule(ignoring: .changed).verdict(on: sides) == .unchanged)
        #expect(MergeRule().verdict(on: sides, read: .file(MergeRuleTests.blob(1))) == .agreed)
        #expect(MergeRule().verdict(on: sides, read: .file(MergeRuleTests.blob(2))) == .step(.send))
        let same = ThreeSides(path, local: try MergeRuleTests.item(.file(1)), known: known)
        #expect(MergeRule(rehash: true).verdict(on: same) == .unread)
        #expect(MergeRule(rehash: true).verdict(on: same, read: .file(MergeRuleTests.blob(1))) == .unchanged)
        let longer = TreeItem(
            path: path, modified: 3, content: .file(FileStamp(size: 8, modified: 3, changed: 3, inode: 5)))
        let change = LibraryChange(path, try MergeRuleTests.entry(.file(2)))
        let other = ThreeSides(path, local: longer, known: known, change: change)
        #expect(MergeRule().verdict(on: other) == .step(.setAside, .changedInBoth))
    }
}
