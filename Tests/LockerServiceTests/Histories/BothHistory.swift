import LockerAPI
import LockerClient
import LockerSync
import LockerTestSupport
import Testing

/// Three devices on which somebody works at random, and which sync, pull and are killed at random, while now and then
/// the library itself is changed. Nothing that a device had when it synced is lost, and in the end all have the same; in
/// every third history one of them has a folder of the library alone, and in some another one calls things otherwise than the
/// library, and passes over what has such a name there or gives it another one.
final class BothHistory {
    private let seed: UInt64
    private var random: SplitMix64
    private let devices: [HistoryDevice]
    private let edits: RandomEdits
    private var past: LibraryPast

    /// What happens while a device syncs.
    private struct Meanwhile {
        let happens: @Sendable () -> Void
        let isPurge: Bool

        init(isPurge: Bool = false, _ happens: @escaping @Sendable () -> Void = {}) {
            (self.happens, self.isPurge) = (happens, isPurge)
        }
    }

    /// Which history it was, to be told of what fails.
    private var comment: String { "LOCKER_SEED=\(seed)" }

    init(seed: UInt64, in directory: String, socket: String) throws {
        self.seed = seed
        var random = SplitMix64(seed: seed)
        let devices = try (1...3).map { try HistoryDevice($0, of: seed, in: directory, socket: socket, &random) }
        let connection = try LockerConnection(socket: socket)
        past = LibraryPast(of: LibraryReader(connection: connection, library: devices[0].device.library))
        edits = RandomEdits(seed: seed)
        (self.devices, self.random) = (devices, random)
    }

    func run() throws {
        for _ in 0..<Int.random(in: 8...16, using: &random) {
            let device = devices[Int(random.next() % 3)]
            for _ in 0..<Int.random(in: 0...4, using: &random) { try edits.edit(device) }
            // There may be nothing yet to be pulled from a folder of the library.
            let pullsOnly = random.next() % 4 == 0 && past.revision > 0 && device.device.under == nil
            switch random.next() % 12 {
            case 0, 1: try kill(device, pullsOnly: pullsOnly)
            case 2: try killInRemovals(device)
            case 3: try changeLibrary()
            default: try sync(device, pullsOnly: pullsOnly)
            }
            try callOtherwise()
        }
        for _ in 0..<2 {
            for device in devices { try sync(device, pullsOnly: false, isQuiet: true) }
        }
        try checkQuiet()
        try end()
    }

    /// All have the same, and nothing is left to be done.
    private func checkQuiet() throws {
        let tree = try devices[0].things()
        for device in devices {
            let report = try device.device.sync { device.prepare(&$0) }
            try checkSame(device, device.share(of: tree), but: report.skipped)
            #expect(report.sent == 0 && report.received == 0 && report.sentBytes == 0, "\(comment)")
            #expect(report.removedHere == 0 && report.removedThere == 0, "\(comment)")
            #expect(report.conflicts.isEmpty, "\(comment)")
        }
        // Takes a call for each revision.
        if seed % 8 == 0, past.revision > 0 { try past.check(comment) }
    }

    /// It has what it is to have: all but what is passed over where that is its way with names, and nothing else.
    private func checkSame(
        _ device: HistoryDevice, _ wanted: [[UInt8]: TestDevice.Thing], but skipped: [Skipped]
    ) throws {
        let found = try device.things()
        guard device.naming == .skip else {
            #expect(found == wanted && skipped.isEmpty, "\(comment)")
            return
        }
        for (path, thing) in found where thing != .emptyFolder && wanted[path] != thing {
            Issue.record("\(comment): \(String(decoding: path, as: UTF8.self))")
        }
        for path in wanted.keys where found[path] == nil {
            #expect(skipped.contains { $0.path == path }, "\(comment): \(String(decoding: path, as: UTF8.self))")
        }
    }

    /// Now and then something has another name on a device than in the library from here on.
    private func callOtherwise() throws {
        guard let device = devices.first(where: { $0.naming != nil }), random.next() % 2 == 0 else { return }
        try DeviceNames(of: device.device).callOtherwise(&random)
    }

    private func end() throws {
        let reader = past.reader
        // An account has 256 at most. Nothing may ever have been written.
        if past.revision > 0 {
            _ = try reader.connection.call(LockerMethods.deleteLibrary, .with { $0.library = reader.library })
        }
        reader.connection.close()
        for device in devices { try device.device.forget() }
    }

    private func sync(_ device: HistoryDevice, pullsOnly: Bool, isQuiet: Bool = false) throws {
        let before = try contents(of: device)
        let meanwhile = isQuiet ? Meanwhile() : try chooseMeanwhile(beside: device)
        let leavesOut = random.next() % 6 == 0 && !isQuiet
        let report = try device.device.sync(pullsOnly: pullsOnly, observer: HookedProgress(meanwhile.happens)) {
            device.prepare(&$0)
            if leavesOut { $0.sync.rules = IgnoreRules(patterns: [Array("/c".utf8)]) }
        }
        // What a pull may not send may be in the way, and what is purged meanwhile cannot come.
        if !pullsOnly, !meanwhile.isPurge, device.naming != .skip {
            #expect(report.skipped.isEmpty, "\(comment): \(report.skipped)")
        }
        #expect(report.forgotten == nil, "\(comment)")
        try checkNothingLost(before, on: device)
        let names = try device.naming == nil ? nil : DeviceNames(of: device.device)
        for conflict in report.conflicts {
            guard let kept = conflict.keptAs.map({ Array($0.dropFirst(device.above)) }) else { continue }
            let path = String(decoding: names?.here(kept) ?? kept, as: UTF8.self)
            #expect(device.device.inode(path) != nil, "\(comment): \(path)")
        }
    }

    /// Another device commits while one syncs, or the library itself is changed; now and then.
    private func chooseMeanwhile(beside device: HistoryDevice) throws -> Meanwhile {
        let other = devices[Int(random.next() % 3)]
        switch random.next() % 16 {
        case 0..<4 where other.device.folder != device.device.folder:
            try edits.edit(other)
            return Meanwhile { _ = try? other.device.sync { other.prepare(&$0) } }
        case 4:
            let reader = past.reader
            let edit = chooseEdit()
            return Meanwhile(isPurge: edit.isPurge) { try? edit.apply(to: reader) }
        default: return Meanwhile()
        }
    }

    /// Has a sync end somewhere, and nobody tell.
    private func kill(_ device: HistoryDevice, pullsOnly: Bool) throws {
        let before = try contents(of: device)
        _ = try device.device.syncKilled(
            at: Int.random(in: 1...6, using: &random), forgets: random.next() % 2 == 0, pullsOnly: pullsOnly
        ) { device.prepare(&$0) }
        try checkNothingLost(before, on: device)
    }

    private func killInRemovals(_ device: HistoryDevice) throws {
        let before = try contents(of: device)
        try device.device.removeKilled(after: Int.random(in: 1...3, using: &random)) { device.prepare(&$0) }
        try checkNothingLost(before, on: device)
    }

    private func changeLibrary() throws {
        if past.revision == 0 { return }
        try chooseEdit().apply(to: past.reader)
        try past.look()
    }

    private func chooseEdit() -> LibraryEdit {
        let path = edits.newPath()
        switch random.next() % 3 {
        case 0:
            past.notePurge(of: path)
            return .purge(path)
        case 1: return .revert(UInt64.random(in: 1...max(1, past.revision), using: &random))
        default: return .rename(path, to: edits.newPath())
        }
    }

    /// What was on the device is there by now, or the library has had it.
    private func checkNothingLost(_ before: Set<[UInt8]>, on device: HistoryDevice) throws {
        try past.look()
        let lost = before.subtracting(past.contents).subtracting(try contents(of: device))
        let told = lost.map { String(decoding: $0.prefix(20), as: UTF8.self) }
        #expect(lost.isEmpty, "\(comment): \(told)")
    }

    private func contents(of device: HistoryDevice) throws -> Set<[UInt8]> {
        var found: Set<[UInt8]> = []
        for case .file(let bytes, _, _) in try device.device.things().values { found.insert(bytes) }
        return found
    }
}
