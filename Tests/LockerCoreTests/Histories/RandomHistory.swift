import LockerBase
import LockerCore
import LockerTestSupport
import MediaTestSupport
import Metadata

/// Does at random what people and operators do.
struct RandomHistory {
    private var random: SplitMix64
    private var nextAccount = 1
    private var songs: UInt64 = 1

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
    }

    mutating func run(_ steps: Int, on test: TestLocker) throws {
        for _ in 0..<steps { try step(test) }
    }

    private mutating func step(_ test: TestLocker) throws {
        let names = try test.locker.accounts.list().map(\.account.name).filter { $0 != "label" }
        guard let name = names.randomElement(using: &random), random.next() % 10 > 0 else {
            _ = try test.caller("account-\(nextAccount)", quota: random.next() % 2 == 0 ? nil : 1_000_000)
            nextAccount += 1
            return
        }
        let caller = try test.caller(name)
        let library = ["main", "other"].randomElement(using: &random) ?? "main"
        switch random.next() % 21 {
        case 20: try purge(test, caller)
        case 16: try changeLibraries(test, caller)
        case 17..<20: try changeAccount(test, name)
        case 0:
            _ = try test.locker.accounts.setQuota(
                Int64.random(in: 500_000...900_000, using: &random), ofAccountNamed: name)
        case 1 where names.count > 1: try test.locker.accounts.remove(named: name)
        case 2:
            try test.addToCatalog(["song \(songs).mp3": Tags.id3v2(50) + Samples.mp3(20, seed: songs)])
            songs += 1
        case 3: try changeCatalog(test, name)
        case 4:
            let retention = try Retention(keepLast: Int64.random(in: 1...4, using: &random), keepWithin: nil)
            _ = try test.locker.expiry.expire(retention, account: random.next() % 2 == 0 ? name : nil)
        case 5: try test.compact()
        case 6: try move(test, caller)
        case 7, 8: try change(test, caller, library)
        default: try commit(test, caller, library)
        }
    }

    private mutating func changeCatalog(_ test: TestLocker, _ account: String) throws {
        let tracks = try test.locker.catalog.tracks(after: nil, limit: 100).tracks.map(\.digest)
        guard let track = tracks.randomElement(using: &random) else { return }
        if random.next() % 2 == 0 {
            try test.locker.catalog.remove(track)
        } else {
            _ = try test.locker.grants.grant([track], toAccountNamed: account, library: "main")
        }
    }

    private mutating func commit(_ test: TestLocker, _ caller: Caller, _ library: String) throws {
        let session = try test.session(caller, library: library)
        defer { test.locker.sessions.close(session) }
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let size = Int.random(in: 0...2000, using: &random)
            let path = "\(folder())/\(random.next() % 5)"
            try test.ingest(random.bytes(size), path, saying: try attributes(), in: session)
        }
        let link = Entry(
            path: try EntryPath("links/\(random.next() % 3)"), kind: .symlink, size: 1, modified: 3, target: [0x78])
        let empty = Entry(path: try EntryPath("\(folder())"), kind: .folder, size: 0, modified: 4)
        let removals = try (0..<3).map { _ in try EntryPath("\(folder())/\(random.next() % 5)") }
        try test.locker.stager.stage([link, empty], removals: removals, in: session)
        let source = try Source(
            device: [UInt8](repeating: UInt8(random.next() % 3), count: 16), deviceName: "device",
            folder: Array("/\(folder())".utf8))
        _ = try test.locker.sessions.commit(
            session, from: random.next() % 2 == 0 ? source : nil, saying: try provenance())
    }

    /// What is said of an entry: of some nothing, and of some that nothing is.
    private mutating func attributes() throws -> EntryAttributes? {
        switch random.next() % 4 {
        case 0: return EntryAttributes.empty
        case 1:
            let value = random.bytes(Int.random(in: 0...9, using: &random))
            return try EntryAttributes([AttributePair(name: "name", value: value)], of: EntryPath("path"))
        default: return nil
        }
    }

    /// What is said of a revision: of some nothing, and of one in three no device.
    private mutating func provenance() throws -> Provenance {
        guard random.next() % 4 > 0 else { return Provenance() }
        var provenance = Provenance(note: random.next() % 2 == 0 ? "note" : "")
        if random.next() % 2 == 0 { provenance.base = 1 }
        let device = [UInt8](repeating: UInt8(random.next() % 5), count: 16)
        provenance.origin = try Origin(
            device: random.next() % 3 == 0 ? nil : device, deviceName: "device", folder: Array("/\(folder())".utf8),
            client: "test", version: "1")
        return provenance
    }

    /// Renames a device, writes a note, or asks for something to be kept.
    private mutating func change(_ test: TestLocker, _ caller: Caller, _ library: String) throws {
        if random.next() % 2 == 0, let device = try test.locker.devices.list(of: caller).randomElement(using: &random) {
            _ = try test.locker.devices.rename(device.number, to: "\(random.next() % 9)", of: caller)
            return
        }
        let names = try test.locker.accounts.usage(of: caller).libraries.map(\.name)
        guard names.contains(library) else { return }
        let page = try test.locker.listings.revisions(of: library, of: caller, before: nil, limit: 0)
        guard let revision = page.elements.randomElement(using: &random) else { return }
        if random.next() % 3 == 0 {
            let years = Int64(random.next() % 3)
            let wish = OwnRetention(keepLast: 2, keepYearly: years > 0 ? years : nil)
            return try test.locker.retentions.set(wish, of: library, of: caller)
        }
        let note = random.next() % 3 == 0 ? "" : "written later"
        _ = try test.locker.libraries.setNote(note, ofRevision: revision.number, of: library, of: caller)
    }

    private mutating func changeLibraries(_ test: TestLocker, _ caller: Caller) throws {
        let names = try test.locker.accounts.usage(of: caller).libraries.map(\.name)
        guard let name = names.randomElement(using: &random) else { return }
        if random.next() % 2 == 0 {
            _ = try test.locker.libraries.delete(named: name, of: caller, isDryRun: random.next() % 4 == 0)
        } else {
            let free = (["main", "other", "third"] + ["\(random.next() % 100)"]).filter { !names.contains($0) }
            try test.locker.libraries.rename(named: name, to: free[0], of: caller)
        }
    }

    private mutating func changeAccount(_ test: TestLocker, _ name: String) throws {
        let free = UInt32(random.next() % 1_000_000) + 1000
        let isFree = try test.locker.accounts.list().allSatisfy { $0.account.userID != free }
        switch random.next() % 4 {
        case 0: _ = try test.locker.accounts.setDisabled(true, accountNamed: name)
        case 1: _ = try test.locker.accounts.setDisabled(false, accountNamed: name)
        case 2 where isFree:
            _ = try test.locker.accounts.rebind(named: name, to: random.next() % 3 == 0 ? nil : free)
        default:
            _ = try test.locker.accounts.rename(named: name, to: "account-\(nextAccount)")
            nextAccount += 1
        }
    }

    private mutating func move(_ test: TestLocker, _ caller: Caller) throws {
        guard let path = (try? test.paths(of: caller))?.randomElement(using: &random) else { return }
        let target = try EntryPath("moved/\(random.next())")
        _ = try test.locker.editor.move(try EntryPath(path), to: target, in: "main", of: caller)
    }

    private mutating func purge(_ test: TestLocker, _ caller: Caller) throws {
        let path = random.next() % 2 == 0 ? folder() : "\(folder())/\(random.next() % 5)"
        let paths = [try EntryPath(path)]
        do throws(LockerError) {
            _ = try test.locker.purges.purge(paths, from: "main", of: caller, recursive: true, isDryRun: false)
        } catch {
            // The library is not there, or nothing was there.
            guard error.code == .notFound else { throw error }
        }
    }

    private mutating func folder() -> String { ["a", "b", "c"].randomElement(using: &random) ?? "a" }
}
