import Glibc
import LockerTestSupport
import PackEngine

/// What a crash leaves of the index.
enum IndexFate: CaseIterable {
    /// What lay there.
    case present
    /// One that was kept from earlier.
    case older
    case gone
    /// The first half of what lay there.
    case cut
}

extension StoreRun {
    /// Closes the store and opens it again.
    func restart() {
        close()
        open()
    }

    /// The process is killed, and started again.
    func kill() {
        go(on: disk.nextProcess())
        open()
    }

    /// The machine crashes, and is started again.
    func crash(seed: UInt64, index fate: IndexFate = .present, older: [UInt8]? = nil) {
        go(on: disk.afterCrash(seed: seed))
        change(fate, older: older)
        open()
    }

    /// Starts with an index as `fate` says.
    func restart(index fate: IndexFate, older: [UInt8]? = nil) {
        close()
        change(fate, older: older)
        open()
    }

    /// The bytes of the index.
    func indexBytes() -> [UInt8]? { try? contents(of: path + "/index/data.mdb") }

    private func change(_ fate: IndexFate, older: [UInt8]?) {
        let file = path + "/index/data.mdb"
        switch fate {
        case .present: break
        case .older: if let older { _ = try? makeFile(file, older) }
        case .gone: unlink(file)
        case .cut: if let bytes = indexBytes() { _ = try? makeFile(file, Array(bytes.prefix(bytes.count / 2))) }
        }
    }

    /// What every run ends with: the disk is sound again, everything needed is there, the store goes on; the same after one
    /// more crash, with an index or without.
    func finish(seed: UInt64, index fate: IndexFate = .present, older: [UInt8]? = nil) {
        if isEnded {
            let isKilled = wasKilled
            go(on: isKilled ? disk.nextProcess() : disk.afterCrash(seed: seed))
            repair()
            if !isKilled { change(fate, older: older) }
            open()
        } else {
            repair()
            check("in the end")
            restart()
        }
        check("after a start")
        check("after a start, once more")
        sync(
            TestRecord.some(3, seed: seed &+ 1_000_000, upTo: 600),
            TestRecord.some(1, seed: seed &+ 2_000_000, upTo: 90))
        verify()
        check("after a verification")
        let last = seed % 2 == 0 ? IndexFate.present : .gone
        crash(seed: seed &+ 1, index: last)
        check("after a crash, the index is \(last)")
        end()
    }
}
