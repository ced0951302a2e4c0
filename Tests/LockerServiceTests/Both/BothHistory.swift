import Foundation
import Glibc
import LockerAPI
import LockerBase
import LockerClient
import LockerSync
import LockerTestSupport
import Testing

/// Three devices on which somebody works at random, and which sync and pull at random. Nothing that a device had when it
/// synced is lost, and in the end all have the same; in every third history one of them has a folder of the library alone.
final class BothHistory {
    private let seed: UInt64
    private var random: SplitMix64
    private let devices: [TestDevice]
    private let reader: LibraryReader
    /// The contents that some revision of the library has, and the revision that was looked at last.
    private var committed: Set<[UInt8]> = []
    private var revision: UInt64 = 0
    private var written = 0

    private static let paths = [
        "f", "g", "h.mp3", "a", "a/f", "a/g.mp3", "a/b", "a/b/f", "a/b/g", "c", "c/f", "c/d/f", "c/d/e/f", "a.b", "a b",
    ]
    /// The folder of the library that one device may have alone, and what others have in it.
    private static let part = "part"
    private static let shared = ["part/f", "part/g", "part/a/f", "part/a/b/f", "part/c"]

    init(seed: UInt64, in directory: String, socket: String) throws {
        self.seed = seed
        random = SplitMix64(seed: seed)
        let library = "history \(seed)"
        devices = try (1...3).map { number in
            var device = try TestDevice("\(seed)-\(number)", of: directory, socket: socket)
            device.library = library
            if number == 3, seed % 3 == 0 { device.under = BothHistory.part }
            return device
        }
        reader = LibraryReader(connection: try LockerConnection(socket: socket), library: library)
    }

    func run() throws {
        for _ in 0..<Int.random(in: 8...16, using: &random) {
            let device = devices[Int(random.next() % 3)]
            for _ in 0..<Int.random(in: 0...4, using: &random) { try edit(device) }
            try sync(device, pullsOnly: random.next() % 4 == 0)
        }
        for _ in 0..<2 {
            for device in devices { try sync(device, pullsOnly: false, isQuiet: true) }
        }
        try checkQuiet()
        // An account has 256 at most.
        _ = try reader.connection.call(LockerMethods.deleteLibrary, .with { $0.library = reader.library })
        reader.connection.close()
        for device in devices { try device.forget() }
    }

    /// All have the same, and nothing is left to be done.
    private func checkQuiet() throws {
        let tree = try devices[0].tree()
        for device in devices {
            let own = try device.tree()
            #expect(own == BothHistory.share(of: tree, for: device), "LOCKER_SEED=\(seed)")
            let report = try device.sync { $0.allowsEmptying = true }
            #expect(report.sent == 0 && report.received == 0 && report.sentBytes == 0, "LOCKER_SEED=\(seed)")
            #expect(report.removedHere == 0 && report.removedThere == 0, "LOCKER_SEED=\(seed)")
            #expect(report.conflicts.isEmpty && report.skipped.isEmpty, "LOCKER_SEED=\(seed)")
        }
    }

    /// What of a device with all of the library another one has.
    private static func share(
        of tree: [String: TestDevice.Thing], for device: TestDevice
    ) -> [String: TestDevice.Thing] {
        guard let under = device.under else { return tree }
        var part: [String: TestDevice.Thing] = [:]
        for (path, thing) in tree where path.hasPrefix(under + "/") {
            part[String(path.dropFirst(under.utf8.count + 1))] = thing
        }
        return part
    }

    private func sync(_ device: TestDevice, pullsOnly: Bool, isQuiet: Bool = false) throws {
        // There may be nothing yet to be pulled from a folder of it.
        if pullsOnly, revision == 0 || device.under != nil { return }
        let before = try contents(of: device)
        // Meanwhile another one may commit, and now and then a device leaves something out.
        let other = devices[Int(random.next() % 3)]
        let isMeanwhile = random.next() % 4 == 0 && other.folder != device.folder && !isQuiet
        let leavesOut = random.next() % 6 == 0 && !isQuiet
        if isMeanwhile { try edit(other) }
        let meanwhile = HookedProgress { if isMeanwhile { _ = try? other.sync { $0.allowsEmptying = true } } }
        let report = try device.sync(pullsOnly: pullsOnly, observer: meanwhile) {
            $0.allowsEmptying = true
            if leavesOut { $0.sync.rules = IgnoreRules(patterns: [Array("/c".utf8)]) }
        }
        #expect(report.skipped.isEmpty && report.forgotten == nil, "LOCKER_SEED=\(seed): \(report.skipped)")
        try look()
        let lost = before.subtracting(committed).subtracting(try contents(of: device))
        #expect(lost.isEmpty, "LOCKER_SEED=\(seed): \(lost.map { String(decoding: $0.prefix(20), as: UTF8.self) })")
        for conflict in report.conflicts {
            guard let kept = conflict.keptAs else { continue }
            let above = device.under.map { $0.utf8.count + 1 } ?? 0
            let path = device.folder + "/" + String(decoding: kept.dropFirst(above), as: UTF8.self)
            #expect(access(path, F_OK) == 0 || readlink(path) != nil, "LOCKER_SEED=\(seed)")
        }
    }

    /// Takes note of what the library got since.
    private func look() throws {
        guard let newest = try newest(), newest > revision else { return }
        var found: [(path: EntryPath, size: UInt64)] = []
        _ = try reader.forEachChangePage(since: revision, until: newest) { (changes) throws(LockerError) in
            for change in changes where change.hasEntry && change.entry.kind == .file {
                found.append((try EntryPath(change.path), change.entry.size))
            }
        }
        for file in found {
            var bytes: [UInt8] = []
            let stream = ContentStream(
                connection: reader.connection, library: reader.library, revision: newest, path: file.path)
            try stream.read { (piece) throws(LockerError) in bytes += piece }
            committed.insert(bytes)
        }
        revision = newest
    }

    private func newest() throws -> UInt64? {
        do {
            return try reader.revisions(limit: 1).first?.number
        } catch let error where error.code == .notFound {
            return nil
        }
    }

    private func contents(of device: TestDevice) throws -> Set<[UInt8]> {
        Set(
            try device.tree().values.compactMap { thing -> [UInt8]? in
                if case .file(let bytes, _, _) = thing { bytes } else { nil }
            })
    }

    private func readlink(_ path: String) -> String? {
        try? FileManager.default.destinationOfSymbolicLink(atPath: path)
    }

    private func edit(_ device: TestDevice) throws {
        let there = try device.paths()
        let isShared = devices[2].under != nil && device.under == nil
        let names = BothHistory.paths + (isShared ? BothHistory.shared : [])
        let (new, old) = (names[Int(random.next() % UInt64(names.count))], there.randomElement(using: &random))
        switch random.next() % 12 {
        case 0..<4: try write(device, new)
        case 4, 5: if let old, try device.tree()[old] != .emptyFolder { try write(device, old) }
        case 6: if let old { try device.remove(old) }
        case 7: if let folder = old?.split(separator: "/").first { try device.remove(String(folder)) }
        case 8: try rename(device, old, to: new)
        case 9: try rename(device, old?.split(separator: "/").first.map(String.init), to: new)
        case 10:
            try clear(device, new)
            let target = "target \(random.next() % 3)"
            #expect(symlink(target, "\(device.folder)/\(new)") == 0)
        default:
            if random.next() % 2 == 0, let old {
                chmod("\(device.folder)/\(old)", random.next() % 2 == 0 ? 0o700 : 0o755)
            } else {
                try clear(device, new)
                #expect(mkdir("\(device.folder)/\(new)", 0o755) == 0)
            }
        }
    }

    /// Writes content that nothing had before, or some that many have.
    private func write(_ device: TestDevice, _ path: String) throws {
        try clear(device, path)
        written += 1
        let isShared = random.next() % 5 == 0
        let text = isShared ? "shared \(random.next() % 3)" : "content \(written) of \(seed)"
        let size = random.next() % 20 == 0 ? 70_000 : 0
        try device.write(path, Array(text.utf8) + [UInt8](repeating: UInt8(truncatingIfNeeded: written), count: size))
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
