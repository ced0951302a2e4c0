import LockerBase
import LockerTestSupport
import Metadata

/// A history at random of all that can be done, told to a database and to the model.
struct ComparedHistory {
    let both: Comparison
    var random: SplitMix64
    /// All that there ever were, as they were then: also of those that are gone.
    var accounts: [Account] = []
    var libraries: [Library] = []
    var deltas: [Delta] = []
    private(set) var commits = 0
    private(set) var refusals = 0
    private var time: Int64 = 1000

    init(_ both: Comparison) {
        self.both = both
        random = SplitMix64(seed: both.seed)
    }

    mutating func step() throws {
        switch below(39) {
        case 0, 1: try addAccount()
        case 2: try changeAccount()
        case 3: try removeAccount()
        case 4, 5: try ensureLibrary()
        case 6: try changeLibrary()
        case 7, 8: try expire()
        case 9, 10: try changeCatalog()
        case 11: try claim()
        case 12: try record()
        case 13: try changeDevice()
        case 14: try changeNote()
        case 15: try purge()
        default: try commit()
        }
    }

    mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }

    mutating func name() -> String { ["ada", "bob", "Eve", "zoe"][below(4)] }

    mutating func libraryName() -> String { ["main", "é", "e\u{301}", "Z"][below(4)] }

    mutating func track() -> Digest { digest(UInt64(1001 + below(9))) }

    private mutating func told(_ isDone: Bool) {
        if !isDone { refusals += 1 }
    }

    private mutating func addAccount() throws {
        let (name, userID) = (below(15) == 0 ? "-" : name(), [nil, 1, 2, 3, .max][below(5)] as UInt32?)
        let (quota, created) = ([nil, nil, nil, 40, -1][below(5)] as Int64?, time)
        let account = try both.ask("prepare \(name)") {
            try $0.accounts.prepare(named: name, userID: userID, role: .user, quota: quota, created: created)
        }
        guard let account else {
            refusals += 1
            return
        }
        // Some are prepared and never added.
        if below(5) > 0, try both.tell("add \(account)", { try $0.accounts.add(account) }) { accounts.append(account) }
    }

    private mutating func changeAccount() throws {
        let name = name()
        if below(2) == 0 {
            let quota = [nil, 0, 30, 1_000_000, -1][below(5)] as Int64?
            return told(try both.ask("setQuota") { try $0.accounts.setQuota(quota, ofAccountNamed: name) } != nil)
        }
        guard let old = accounts.randomElement(using: &random) else { return }
        let new = old.withName(name).withUserID([nil, 1, 4][below(3)] as UInt32?).withDisabled(below(2) == 0)
        try both.tell("checkChange \(new)") { try $0.accounts.checkChange(to: new) }
        told(try both.tell("change \(new)") { try $0.accounts.change(to: new) })
    }

    private mutating func removeAccount() throws {
        guard below(3) == 0 else { return }
        let name = name()
        told(try both.tell("remove \(name)") { try $0.accounts.remove(named: name) })
    }

    private mutating func ensureLibrary() throws {
        guard let account = accounts.randomElement(using: &random) else { return }
        let name = below(20) == 0 ? "" : libraryName()
        let library = try both.ask("ensure \(name)") { try $0.libraries.ensure(named: name, of: account) }
        if let library { libraries.append(library) } else { refusals += 1 }
    }

    private mutating func changeLibrary() throws {
        guard let library = libraries.randomElement(using: &random) else { return }
        let name = libraryName()
        switch below(8) {
        case 0: told(try both.tell("remove \(library)") { try $0.libraries.remove(library) })
        case 1: try both.tell("forgetEmpty \(library)") { try $0.libraries.forgetEmpty(library) }
        case 2...4:
            let source = try Source(device: Array(repeating: 7, count: 16), deviceName: name, folder: Array("/a".utf8))
            told(try both.tell("set source of \(library)") { try $0.libraries.set(source, of: library) })
        case 5:
            let count = Int64(below(3))
            let retention = OwnRetention(keepWithin: below(2) == 0 ? 60 : nil, keepDaily: count == 2 ? nil : count)
            told(try both.tell("keep \(retention) of \(library)") { try $0.libraries.set(retention, of: library) })
        default: told(try both.tell("rename \(library)") { try $0.libraries.rename(library, to: name) })
        }
    }

    private mutating func expire() throws {
        guard let library = libraries.randomElement(using: &random) else { return }
        let first = Int64(below(8))
        var others = RevisionSet()
        for _ in 0..<below(4) {
            let start = Int64(1 + below(8))
            others.insert(start...start + Int64(below(3)))
        }
        let expired = try both.ask("expire \(library) before \(first) and \(others)") { [others] in
            try $0.revisions.expire(library, before: first, and: others)
        }
        told(expired != nil)
    }

    private mutating func purge() throws {
        guard let known = libraries.randomElement(using: &random),
            let owner = accounts.first(where: { $0.id == known.account })
        else { return }
        let current = try both.ask("library") { try $0.libraries.library(named: known.name, of: owner) }
        // Some are of an older state.
        let library = below(10) == 0 ? known : (current ?? nil) ?? known
        let targets = PurgeTargets([try entryPath()], isRecursive: below(2) == 0)
        let (commit, created) = (digest(UInt64(below(1000))), time)
        _ = try both.ask("find what is purged") { try $0.purges.find(targets, in: library) }
        _ = try both.ask("find some of it") { store in
            try store.purges.find(targets, in: library, limit: 2) { () throws(LockerError) in }
        }
        let revision = try both.ask("purge \(targets)") {
            try $0.purges.purge(targets, from: library, as: commit, created: created)
        }
        if revision != nil { commits += 1 } else { refusals += 1 }
    }

    private mutating func changeCatalog() throws {
        if below(3) == 0 {
            let track = track()
            return told(try both.tell("remove \(track)") { try $0.catalog.remove(track) })
        }
        let songs = try (0..<below(4)).map { _ in try song() }
        told(try both.ask("add songs") { try $0.catalog.add(songs) } != nil)
    }

    private mutating func song() throws -> CatalogTrack {
        let number = UInt64(below(9))
        return CatalogTrack(
            digest: digest(number + 1001), blob: digest(number), path: try path("\(number)"), size: Int64(number),
            modified: 1, payloadSize: Int64(number) + (below(9) == 0 ? 0 : 1), format: "mp3", title: nil, artist: nil,
            album: nil, duration: nil, bitrate: nil, added: time)
    }

    private mutating func claim() throws {
        guard let account = accounts.randomElement(using: &random) else { return }
        let (tracks, now, length) = ([track(), track(), track()], time, Int64(below(2000)))
        _ = try both.ask("claim") { try $0.claims.add(on: tracks, of: account, until: now + length, now: now) }
    }

    private mutating func record() throws {
        let operation = Operation(
            name: name(), succeeded: below(2) == 0 ? time : nil, failed: below(2) == 0 ? time : nil)
        try both.tell("record") { try $0.operations.record(operation) }
    }

    private mutating func commit() throws {
        time += Int64(below(300)) - 30
        guard let library = libraries.randomElement(using: &random) else { return }
        let puts = try (0..<below(4)).map { _ in try entry() }
        let removals = try (0..<below(3)).map { _ in try entryPath() }
        let worked = try both.ask("effectiveDelta") {
            try $0.commits.effectiveDelta(of: puts, removals: removals, in: library)
        }
        guard let worked else {
            refusals += 1
            return
        }
        deltas.append(worked)
        // Some are of an older state, or come twice.
        let delta = below(10) == 0 ? deltas.randomElement(using: &random) ?? worked : worked
        let source =
            below(3) == 0
            ? try Source(device: Array(repeating: 9, count: 16), deviceName: "d", folder: Array("/\(time)".utf8)) : nil
        let (commit, created, provenance) = (digest(UInt64(below(1000))), time, try provenance())
        try both.tell("checkQuota") { try $0.commits.checkQuota(of: delta, saying: provenance) }
        let meant = Set((0..<commits % 9).map { digest(UInt64($0)) })
        let choices: [(Digest) -> Novelty] = [
            { _ in .possible }, { meant.contains($0) ? .possible : .none },
            { meant.contains($0) ? .certain : .possible },
        ]
        for novelty in choices {
            _ = try both.ask("newBytes") { store in
                try store.commits.newBytes(of: delta, among: novelty, limit: 1000) { () throws(LockerError) in } ?? -1
            }
        }
        let revision = try both.ask("commit") { store in
            try store.commits.commit(delta, as: commit, created: created, from: source, saying: provenance) {
                () throws(LockerError) in
            }
        }
        if revision != nil { commits += 1 } else { refusals += 1 }
    }

    /// What is said of a revision: of some nothing, and of one in three a device.
    private mutating func provenance() throws -> Provenance {
        var provenance = Provenance(note: below(4) == 0 ? "note \(below(9))" : "", base: below(2) == 0 ? 3 : nil)
        if below(2) == 0 {
            provenance.origin = try Origin(
                device: below(3) == 0 ? nil : device(), deviceName: name(),
                folder: below(2) == 0 ? Array("/x".utf8) : [], client: "locker", version: "\(below(2))")
        }
        return provenance
    }

    private mutating func device() -> [UInt8] { Array(repeating: UInt8(below(3)), count: 16) }

    private mutating func changeDevice() throws {
        guard let account = accounts.randomElement(using: &random),
            try both.database.accounts.account(withID: account.id) != nil
        else { return }
        let removed = below(3) == 0 ? time : nil
        let device = KnownDevice(number: device(), name: name(), firstSeen: 1, lastSeen: time, removed: removed)
        try both.tell("set \(device)") { try $0.devices.set(device, of: account) }
    }

    private mutating func changeNote() throws {
        guard let library = libraries.randomElement(using: &random) else { return }
        let (note, number) = (["", "other", "a\nb"][below(3)], Int64(below(8)))
        told(
            try both.tell("note of \(number)") { try $0.revisions.setNote(note, ofRevision: number, of: library) })
    }

    private mutating func entry() throws -> Entry {
        let entry = try entryWithoutAttributes()
        switch below(6) {
        case 0: return entry.with(attributes: EntryAttributes.empty)
        case 1, 2: return try entry.saying(["a": "\(below(3))"])
        default: return entry
        }
    }

    private mutating func entryWithoutAttributes() throws -> Entry {
        let path = try entryPath()
        switch below(12) {
        case 0: return Entry(path: path, kind: .folder, size: 0, modified: 1)
        case 1: return Entry(path: path, kind: .symlink, size: 1, modified: 1, target: [0x78])
        case 2: return Entry(path: path, kind: .folder, size: Int64(below(20) / 19), modified: 1)
        default: return file(at: path, Int64(1 + below(9)), using: &random)
        }
    }

    /// One of a few paths, so that commits meet, up to three components deep, some of them not text.
    mutating func entryPath() throws -> EntryPath {
        let names: [[UInt8]] = [[0x61], [0x62], [0x61, 0x2D], [0xFF], [0x30]]
        let components = (0..<[1, 2, 2, 3, 3][below(5)]).map { _ in names[below(names.count)] }
        return try EntryPath(Array(components.joined(separator: [0x2F])))
    }
}
