import LockerBase
import POSIXSupport

extension AppendLog {
    /// Whether the open pack of the class will soon need more space, or a successor.
    func needsPreparation(_ packClass: PackClass, _ state: AppendState) -> Bool {
        guard let id = state.current[packClass], let pack = state.packs[id] else { return false }
        return needsGrowth(pack) || needsSpare(packClass, pack, state)
    }

    private func needsGrowth(_ pack: LivePack) -> Bool {
        !pack.isGrowing && !pack.growthRefused && pack.phase == .open
            && pack.reservedEnd < options.packSize(pack.name.packClass)
            && pack.reservedEnd - pack.end < options.reservation / 2
    }

    private func needsSpare(_ packClass: PackClass, _ pack: LivePack, _ state: AppendState) -> Bool {
        state.spare[packClass] == nil && !state.isOpening[packClass] && !state.spareRefused[packClass]
            && pack.end > options.packSize(packClass) / 2
    }

    private enum Work {
        case grow(LivePack)
        case makeSpare(PackClass)
        case end
    }

    /// The thread that makes room ahead, so that appending never waits for a file to be made or to grow.
    func runPreparation() {
        while true {
            let work: Work = monitor.wait { state in nextWork(&state) }
            switch work {
            case .grow(let pack): try? grow(pack.name.id, pack.file, from: pack.reservedEnd, needed: pack.reservedEnd)
            case .makeSpare(let packClass): makeSpare(packClass)
            case .end:
                removeSpares()
                return
            }
        }
    }

    private func nextWork(_ state: inout AppendState) -> Work? {
        if state.isClosing { return .end }
        for packClass in PackClass.allCases {
            guard let id = state.current[packClass], let pack = state.packs[id] else { continue }
            if needsGrowth(pack) {
                state.packs[id]?.isGrowing = true
                return .grow(pack)
            }
            if needsSpare(packClass, pack, state) {
                state.isOpening[packClass] = true
                return .makeSpare(packClass)
            }
        }
        return nil
    }

    /// Makes a pack ahead of need. The caller has set `isOpening`.
    func makeSpare(_ packClass: PackClass) {
        var spare = try? makePack(packClass)
        if let file = spare?.file, (try? file.reserve(PackFormat.headerLength..<options.reservation)) != nil {
            spare?.reservedEnd = options.reservation
        }
        monitor.withLock { [spare] state in
            state.isOpening[packClass] = false
            state.spareRefused[packClass] = spare == nil
            state.spare[packClass] = spare
        }
        monitor.notifyAll()
    }

    private func removeSpares() {
        for packClass in PackClass.allCases {
            let spare = monitor.withLock { state in
                defer { state.spare[packClass] = nil }
                return state.spare[packClass]
            }
            if let spare { try? storage.remove(spare.name) }
        }
    }
}
