import Glibc
import LockerTestSupport
import Testing

/// What somebody does in the folders of devices, at random. Most of what is written was never there before, and all of
/// that is of one length: its times tell, or nothing does.
final class RandomEdits {
    /// Some differ in case only, and beside one name no longer one has room.
    static let paths = [
        "f", "g", "h.mp3", "a", "a/f", "a/g.mp3", "a/b", "a/b/f", "a/b/g", "c", "c/f", "c/d/f", "c/d/e/f", "a.b", "a b",
        "F", "A/f", "a/B/F", "C", String(repeating: "n", count: 250) + ".mp3",
    ]
    /// Names such as are given to what a disk takes for something else, and some that differ in how a letter is composed, or in
    /// its case.
    static let alike = [
        "f (2)", "F (2)", "h (2).mp3", "a (2)/f", "a/b (2)/f", "a (2) (2)", "\u{e9}", "e\u{301}", "\u{c9}/f",
        "E\u{301}/f",
    ]
    /// The folder of the library that one device may have alone, and what others have in it.
    static let part = "part"
    static let shared = ["part/f", "part/g", "part/a/f", "part/a/b/f", "part/c"]
    /// A moment of a clock that is far ahead, seconds since 1970: what is written then is always as young as can be.
    private static let future: Int64 = 2_000_000_000
    /// One that is far behind, to which the number of each file that is written is added.
    private static let past: Int64 = 1_000_000_000

    private let seed: UInt64
    private var random: SplitMix64
    private var written: UInt64 = 0

    init(seed: UInt64) {
        self.seed = seed
        random = SplitMix64(seed: ~seed)
    }

    func edit(_ device: HistoryDevice) throws {
        let there = try device.device.things()
        let new = device.paths.randomElement(using: &random) ?? newPath()
        let path = there.keys.sorted { $0.lexicographicallyPrecedes($1) }.randomElement(using: &random)
        let (old, thing) = (path.map { String(decoding: $0, as: UTF8.self) }, path.flatMap { there[$0] })
        let top: String? = old?.split(separator: "/").first.map(String.init)
        switch random.next() % 14 {
        case 0..<4: try write(device, new)
        case 4: if let old, thing != .emptyFolder { try write(device, old) }
        case 5, 6: if let old { try writeInPlace(device, old, thing) }
        case 7: if let old { try device.device.remove(old) }
        case 8: if let top { try device.device.remove(top) }
        case 9: try rename(device.device, old, to: new)
        case 10: try rename(device.device, top, to: new)
        case 11: try link(device.device, new)
        case 12: if let old { chmod("\(device.device.folder)/\(old)", random.next() % 2 == 0 ? 0o700 : 0o755) }
        default: try makeFolder(device.device, new)
        }
    }

    func newPath() -> String { RandomEdits.paths[Int(random.next() % UInt64(RandomEdits.paths.count))] }

    /// Content that nothing had before, or some that many have.
    private func content() -> [UInt8] {
        written += 1
        let isShared = random.next() % 5 == 0
        let text = isShared ? "shared \(random.next() % 3)" : "content \(1000 + written) of \(seed)"
        let size = random.next() % 20 == 0 ? 70_000 : 0
        return Array(text.utf8) + [UInt8](repeating: UInt8(truncatingIfNeeded: written), count: size)
    }

    /// Writes another file to a path.
    private func write(_ device: HistoryDevice, _ path: String) throws {
        try clear(device.device, path)
        try device.device.write(path, content())
        keepTime(device, path)
    }

    /// Writes to the file that is there.
    private func writeInPlace(_ device: HistoryDevice, _ path: String, _ thing: TestDevice.Thing?) throws {
        guard case .file(_, let modified, _) = thing else { return }
        // Where change times tell nothing, nothing would.
        if !device.ignoresChange, random.next() % 4 == 0 {
            return try device.writeInPlace(path, content(), keeping: modified)
        }
        try device.device.write(path, content())
        keepTime(device, path)
    }

    /// Gives what was just written its time: by the clock of the disk, or by one that was set otherwise.
    private func keepTime(_ device: HistoryDevice, _ path: String) {
        switch random.next() % 8 {
        case 0: device.setTime(of: path, RandomEdits.future * 1_000_000_000)
        case 1: device.setTime(of: path, (RandomEdits.past + 2 * Int64(written)) * 1_000_000_000)
        default: device.keepTime(of: path)
        }
    }

    private func link(_ device: TestDevice, _ path: String) throws {
        try clear(device, path)
        #expect(symlink("target \(random.next() % 3)", "\(device.folder)/\(path)") == 0)
    }

    private func makeFolder(_ device: TestDevice, _ path: String) throws {
        try clear(device, path)
        #expect(mkdir("\(device.folder)/\(path)", 0o755) == 0)
    }

    private func rename(_ device: TestDevice, _ old: String?, to new: String) throws {
        guard let old, new != old, !new.hasPrefix(old + "/"), !old.hasPrefix(new + "/") else { return }
        try clear(device, new)
        if device.inode(old) != nil { try device.rename(old, new) }
    }

    /// Makes the folders of `path`, and takes away what is there, or in the place of one of them.
    private func clear(_ device: TestDevice, _ path: String) throws {
        let parts = path.split(separator: "/")
        for count in 1..<parts.count {
            let folder = "\(device.folder)/\(parts[..<count].joined(separator: "/"))"
            var status = stat()
            if lstat(folder, &status) == 0, status.st_mode & S_IFMT != S_IFDIR { unlink(folder) }
            mkdir(folder, 0o755)
        }
        if device.inode(path) != nil { try device.remove(path) }
    }
}
