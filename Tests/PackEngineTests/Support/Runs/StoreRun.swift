import Glibc
import LockerBase
import LockerTestSupport
import POSIXSupport
import PackEngine

/// A store on a simulated disk through all its lives, held against a plain model: what was acknowledged, and what of
/// that is needed.
final class StoreRun {
    /// What a run is made of. A test that plants a bug exchanges a part.
    struct Parts {
        /// What the store sees of the disk.
        var storage: (SimulatedStorage) -> any PackStorage = { $0 }
        /// What reads a record.
        var read: (PackStore, any PackStorage, RecordKind, Digest) throws -> [UInt8] = { try $0.reader.readAll($2, $3) }
        /// Told which pack a compaction is going to empty.
        var willEmpty: (any PackStorage, PackName) -> Void = { _, _ in }
        var options = StoreOptions.tiny
        /// The version of the packs that are written until the store is opened for the second time.
        var firstVersion = PackVersion.newest
    }

    let parts: Parts
    let directory: String
    private(set) var disk = SimulatedStorage()
    private(set) var storage: any PackStorage
    private(set) var store: PackStore?
    private var life = 0
    /// All records that were ever appended.
    private(set) var known: [Digest: Kept] = [:]
    /// Those that were acknowledged, and that nobody removed since.
    private(set) var live: Set<Digest> = []
    /// What must never happen, and did.
    private(set) var violations: [String] = []
    /// Whether something failed while the store was opened, so that packs may be out of reach until it is opened again.
    private(set) var isCrippled = false
    /// Whether the store was opened before.
    private var isUpgraded = false
    /// How many faults there were before the store was opened.
    private var faultsBeforeStart = 0

    struct Kept {
        let kind: RecordKind
        let record: TestRecord
    }

    init(in directory: String, _ parts: Parts = Parts()) {
        self.directory = directory
        self.parts = parts
        storage = parts.storage(disk)
        prepareForEnd()
    }

    /// Lets a fault that ends the run keep what lies beside the packs at that moment.
    private func prepareForEnd() {
        let (path, next) = (path, directory + "/life\(life + 1)")
        disk.disk.withLock { $0.willEnd = { StoreRun.copy(from: path, to: next) } }
    }

    /// The directory of the store in its present life.
    var path: String { directory + "/life\(life)" }

    /// Whether the run was ended by a fault.
    var isEnded: Bool { disk.disk.withLock { $0.isDead } }

    /// Whether the fault that ended the run left the machine running.
    var wasKilled: Bool { disk.disk.withLock { $0.met.last?.fault == .kill } }

    /// Lets the disk do what it is told.
    func repair() { disk.repair() }

    /// How many faults there were.
    var metFaults: Int { disk.disk.withLock { $0.met.count } }

    /// Whether nothing may fail: there was no fault since there were `before`, none that destroyed something, and none
    /// while the store was opened.
    func mustSucceed(since before: Int) -> Bool {
        disk.disk.withLock { $0.met.count == before && !$0.isDead && $0.destroyed.isEmpty } && !isCrippled
    }

    /// Waits for the index. False when a fault since the store was opened keeps it from being complete until the store
    /// tries again: till then whoever looks for a record is refused, though there is no new fault.
    func mustBeIndexed(_ store: PackStore) -> Bool {
        (try? store.waitForIndex()) != nil || metFaults == faultsBeforeStart
    }

    /// The records that must be there.
    var needed: Set<Digest> { live.subtracting(disk.disk.withLock { $0.destroyed }) }

    func violated(_ what: String) {
        violations.append(what)
    }

    /// Lets the disk go wrong as `plan` says, in this life and those after it.
    func arm(_ plan: @escaping @Sendable (DiskCall) -> DiskFault?) {
        disk.disk.withLock { $0.plan = plan }
    }

    /// Opens the store and waits until it is complete, or cannot be.
    func open() {
        let before = metFaults
        faultsBeforeStart = before
        var options = parts.options
        if !isUpgraded { options.packVersion = parts.firstVersion }
        isUpgraded = true
        do {
            let store = try PackStore.open(directory: path, options: options, storage: storage)
            self.store = store
            try store.waitForIndex()
            store.waitUntilIdle()
            isCrippled = metFaults > before
        } catch {
            isCrippled = true
            if metFaults == before, !isEnded { violated("a sound disk, and the store does not open: \(error)") }
        }
    }

    /// Runs `body`, which empties a pack, and checks whenever one is removed that nothing that is needed went with it.
    func checkingRemovals<Result>(_ body: () throws -> Result) rethrows -> Result {
        let hook = Hook(run: self)
        disk.didRemove.withLock { $0 = { name in hook.run.check("\(name.fileName) is removed") } }
        defer { disk.didRemove.withLock { $0 = nil } }
        return try body()
    }

    /// Whoever removes a pack while one is emptied does it for the thread that waits for that.
    private struct Hook: @unchecked Sendable {
        let run: StoreRun
    }

    func close() {
        store?.close()
        store = nil
    }

    /// Goes on in the next life.
    func go(on next: SimulatedStorage) {
        let ended = isEnded
        if !ended { StoreRun.copy(from: path, to: directory + "/life\(life + 1)") }
        // What the threads of the old process still do fails.
        disk.disk.withLock { if !ended { $0.plan = { _ in .error(EIO) } } }
        close()
        removeLife()
        life += 1
        disk = next
        storage = parts.storage(next)
        prepareForEnd()
    }

    /// Closes the store and leaves no files behind.
    func end() {
        close()
        removeLife()
    }

    private func removeLife() {
        for file in ["/store", "/lock", "/quarantine"] { unlink(path + file) }
        for name in (try? IndexFiles(in: path + "/index"))?.files.keys.sorted() ?? [] {
            unlink(path + "/index/" + name)
        }
        rmdir(path + "/index")
        rmdir(path)
    }

    /// Copies what a store keeps beside its packs, as it lies there.
    private static func copy(from source: String, to target: String) {
        mkdir(target, 0o700)
        try? IndexFiles(in: source + "/index").write(to: target + "/index")
        for file in ["/store", "/quarantine"] {
            if let bytes = try? contents(of: source + file) { _ = try? makeFile(target + file, bytes) }
        }
    }
}

extension StoreRun {
    /// Takes note that records are appended.
    func appended(_ records: [TestRecord], as kind: RecordKind) {
        for record in records { known[record.digest] = Kept(kind: kind, record: record) }
    }

    /// Takes note that records were acknowledged, unless the run had ended before.
    func acknowledged(_ records: some Sequence<TestRecord>) {
        if !isEnded { live.formUnion(records.map(\.digest)) }
    }

    func remove(_ digests: some Sequence<Digest>) {
        live.subtract(digests)
    }

    /// Reads everything back: what is needed is there, and nothing is ever anything else. Of a store that is not open
    /// its opening has told.
    func check(_ place: String) {
        guard let store else { return }
        for (digest, kept) in known.sorted(by: { $0.key < $1.key }) {
            let before = metFaults
            do {
                let bytes = try parts.read(store, storage, kept.kind, digest)
                if bytes != kept.record.bytes { violated("\(place): \(digest) is served with wrong bytes") }
            } catch {
                if needed.contains(digest), metFaults == before, !isCrippled, !isEnded {
                    violated("\(place): \(digest) is lost: \(error)")
                }
            }
        }
    }
}

extension StoreOptions {
    /// Packs of a few records, and threads that do nothing but what somebody waits for.
    static var tiny: StoreOptions {
        var options = StoreOptions()
        options.dataPackSize = 6 << 10
        options.metadataPackSize = 3 << 10
        options.reservation = 2 << 10
        options.indexInterval = 3600
        options.indexRunRecords = 6
        options.syncInterval = 3600
        options.restInterval = 3600
        return options
    }
}
