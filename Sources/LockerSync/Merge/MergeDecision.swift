import LockerAPI
import LockerBase

/// What is to be done about one path at which folder and library differ, and what both had when that was decided.
struct MergeDecision: TableRow {
    let path: EntryPath
    let step: MergeStep
    let note: MergeNote
    /// What the folder has.
    let local: TreeItem?
    /// Of a file the content, where it is known.
    let blob: Digest?
    /// Whether a later change of it is sure to show in its stamp.
    let isSettled: Bool
    /// What the library has.
    let entry: Locker_V1_Entry?
    /// Whether that is other than what was agreed on.
    let isNews: Bool

    private struct Flags: OptionSet {
        let rawValue: UInt8

        static let local = Flags(rawValue: 1)
        static let blob = Flags(rawValue: 2)
        static let entry = Flags(rawValue: 4)
        static let settled = Flags(rawValue: 8)
        static let news = Flags(rawValue: 16)
    }

    /// - Parameters:
    ///   - content: what the local file holds, where that is known.
    ///   - isSettled: of that file.
    init(_ sides: ThreeSides, _ step: MergeStep, _ note: MergeNote, content: EntryContent?, isSettled: Bool) {
        (path, local, entry) = (sides.path, sides.local, sides.held)
        (self.step, self.note) = (step, note)
        blob = if case .file(let blob) = content { blob } else { nil }
        self.isSettled = isSettled
        isNews = !sides.isHeldAsAgreed
    }

    /// Whether a file or a link here is in the place of an empty folder, or the other way round: it goes first.
    var isOfOtherKind: Bool {
        guard let local, let entry else { return false }
        return local.isFolder != (entry.kind == .folder)
    }

    var key: [UInt8] { path.bytes }

    func encode(into bytes: inout [UInt8]) {
        var flags: Flags = []
        if local != nil { flags.insert(.local) }
        if blob != nil { flags.insert(.blob) }
        if entry != nil { flags.insert(.entry) }
        if isSettled { flags.insert(.settled) }
        if isNews { flags.insert(.news) }
        bytes += [step.rawValue, note.rawValue, flags.rawValue]
        local?.encode(into: &bytes)
        blob?.withUnsafeBytes { bytes.append(contentsOf: $0) }
        entry?.encode(into: &bytes)
    }

    /// The step and the note of what ``encode(into:)`` made; nil when it is none.
    static func gist(of bytes: UnsafeRawBufferPointer) -> (step: MergeStep, note: MergeNote)? {
        guard bytes.count > 1, let step = MergeStep(rawValue: bytes[0]), let note = MergeNote(rawValue: bytes[1]) else {
            return nil
        }
        return (step, note)
    }

    init?(key: [UInt8], from reader: inout ByteReader) {
        guard let step = reader.read(UInt8.self).flatMap(MergeStep.init(rawValue:)), let bits = reader.read(UInt8.self),
            let note = MergeNote(rawValue: bits), let flags = reader.read(UInt8.self).map(Flags.init(rawValue:))
        else { return nil }
        (path, self.step, self.note) = (EntryPath(known: key), step, note)
        (isSettled, isNews) = (flags.contains(.settled), flags.contains(.news))
        local = flags.contains(.local) ? TreeItem(key: key, from: &reader) : nil
        blob = flags.contains(.blob) ? reader.readDigest() : nil
        entry = flags.contains(.entry) ? Locker_V1_Entry(key: key, from: &reader) : nil
        if flags.contains(.local) != (local != nil) || flags.contains(.entry) != (entry != nil) { return nil }
    }
}
