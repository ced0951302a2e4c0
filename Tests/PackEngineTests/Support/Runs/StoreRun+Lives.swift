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
    func crash(seed: UInt64, index fate: IndexFate = .present, older: IndexFiles? = nil) {
        go(on: disk.afterCrash(seed: seed))
        change(fate, older: older)
        open()
    }

    /// Starts with an index as `fate` says.
    func restart(index fate: IndexFate, older: IndexFiles? = nil) {
        close()
        change(fate, older: older)
        open()
    }

    /// The files of the index.
    func indexFiles() -> IndexFiles? { try? IndexFiles(in: path + "/index") }

    private func change(_ fate: IndexFate, older: IndexFiles?) {
        let folder = path + "/index"
        switch fate {
        case .present: break
        case .older: try? older?.write(to: folder)
        case .gone: for name in indexFiles()?.files.keys.sorted() ?? [] { unlink(folder + "/" + name) }
        case .cut: try? indexFiles()?.halves.write(to: folder)
        }
    }

    /// What every run ends with: the disk is sound again, everything needed is there, the store goes on; the same after
    /// one more crash, with an index or without.
    func finish(seed: UInt64, index fate: IndexFate = .present, older: IndexFiles? = nil) {
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
