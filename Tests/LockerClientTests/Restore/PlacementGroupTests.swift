import Glibc
import LockerBase
import LockerSync
import POSIXSupport
import Testing

/// Files that get their names together, and what becomes of each of them.
@Suite struct PlacementGroupTests {
    /// A file on a disk that one sync does for, where that and its name may be refused.
    private struct Written: PlaceableFile {
        var device: UInt64? = 1
        var syncsWhole = true
        var syncFailure: Int32?
        var placeFailure: LockerError?
        /// Runs when a group takes the file.
        var onTaken: @Sendable () -> Void = {}
        var onSync: @Sendable () -> Void = {}

        var size: Int {
            onTaken()
            return 1
        }

        func sync(whole: Bool) throws(SystemError) {
            onSync()
            if let syncFailure { throw SystemError(whole ? "syncfs" : "fsync", on: "a disk", number: syncFailure) }
        }

        func place() throws(LockerError) -> RestoreOutcome {
            if let placeFailure { throw placeFailure }
            return .written
        }
    }

    /// Puts `files` into a group of as many. Returns what each heard, and what ended the restore.
    private func place(_ files: [Written]) -> (heard: [Int: [RestoreOutcome]], error: LockerError?) {
        let heard = Monitor<[Int: [RestoreOutcome]]>([:])
        let group = PlacementGroup(files: files.count)
        var failure: LockerError?
        for (number, file) in files.enumerated() {
            do throws(LockerError) {
                try group.add(file) { outcome in heard.withLock { $0[number, default: []].append(outcome) } }
            } catch {
                failure = error
            }
        }
        return (heard.withLock { $0 }, failure)
    }

    private func isSkipped(_ outcomes: [RestoreOutcome]?, saying text: String) -> Bool {
        guard let outcomes, outcomes.count == 1, case .skipped(let reason) = outcomes[0] else { return false }
        return reason.contains(text)
    }

    @Test(arguments: [true, false])
    func `a disk that fails is told of each of its files, and ends nothing`(_ syncsWhole: Bool) {
        let failing = Written(syncsWhole: syncsWhole, syncFailure: EIO)
        let (heard, error) = place([failing, failing, Written(device: 2), failing, Written(device: 2)])
        #expect(error == nil)
        for number in [0, 1, 3] { #expect(isSkipped(heard[number], saying: "got its name; restore again")) }
        for number in [2, 4] { #expect(heard[number] == [.written]) }
    }

    @Test(arguments: [ENOSPC, EDQUOT, ENFILE])
    func `what no other file survives ends the restore, and each hears of it`(_ number: Int32) {
        let failing = Written(syncFailure: number)
        let (heard, error) = place([failing, failing, Written(device: 2)])
        #expect(error?.code == .noSpace || error?.code == .unavailable)
        for number in [0, 1] { #expect(isSkipped(heard[number], saying: "a disk")) }
        #expect(heard[2] == [.written])
    }

    @Test func `a file that is refused its name takes nothing from the others`() {
        let full = Written(placeFailure: LockerError(.noSpace, "full"))
        let odd = Written(placeFailure: LockerError(.system, "odd"))
        let (heard, error) = place([full, Written(), odd, Written()])
        #expect(error?.code == .noSpace)
        #expect(isSkipped(heard[0], saying: "full") && isSkipped(heard[2], saying: "odd"))
        #expect(heard[1] == [.written] && heard[3] == [.written])
    }

    @Test(arguments: [true, false])
    func `files wait for their disk, unless the restore is told not to`(_ syncs: Bool) throws {
        let done = Monitor((syncs: 0, written: 0))
        let group = PlacementGroup(files: 2, syncs: syncs)
        let file = Written(onSync: { done.withLock { $0.syncs += 1 } })
        for _ in 0..<3 {
            try group.add(file) { outcome in done.withLock { $0.written += outcome == .written ? 1 : 0 } }
        }
        try group.finish()
        #expect(done.withLock { $0.written } == 3)
        #expect(done.withLock { $0.syncs } == (syncs ? 2 : 0))
    }

    @Test func `no third group is begun while one gets its names and one is full`() throws {
        let held = Monitor((now: 0, most: 0, done: 0))
        let group = PlacementGroup(files: 3)
        let file = Written(
            onTaken: {
                held.withLock { held in
                    held.now += 1
                    held.most = max(held.most, held.now)
                }
            }, onSync: { usleep(500) })
        let threads = try (0..<8).map { number in
            try Thread("writer-\(number)") {
                for _ in 0..<60 {
                    try? group.add(file) { outcome in
                        held.withLock { held in
                            held.now -= 1
                            held.done += outcome == .written ? 1 : 0
                        }
                    }
                }
            }
        }
        for thread in threads { thread.join() }
        try group.finish()
        #expect(held.withLock { $0.done == 480 && $0.now == 0 && $0.most <= 6 })
    }

    @Test(arguments: [1024, 4096, 1 << 20], [1, 4, 8])
    func `a restore has descriptors for all that it opens`(_ limit: Int, _ threads: Int) {
        let shares = DescriptorShares(of: limit, threads: threads)
        // Two groups, each file with its folder; of a thread short files' folders, those on its way, and listed ones.
        #expect(4 * shares.files + threads * (shares.folders + 64 + 8) + 32 <= limit)
        #expect(shares.files >= 50 && shares.folders >= 10)
        let few = DescriptorShares(of: 64, threads: threads)
        #expect(few.files == 1 && few.folders == 1)
    }
}
