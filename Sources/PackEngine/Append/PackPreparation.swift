import LockerBase
import POSIXSupport

/// Makes room ahead, so that appending never waits for a file to be made or to grow, and gives it back when nobody
/// appends.
final class PackPreparation: Sendable {
    private let live: LivePacks
    private let room: PackRoom
    private let options: StoreOptions

    init(_ live: LivePacks, _ room: PackRoom, _ options: StoreOptions) {
        self.live = live
        self.room = room
        self.options = options
    }

    /// Whether the open pack of the class will soon need more space, or a successor.
    func isNeeded(_ packClass: PackClass, _ state: AppendState) -> Bool {
        guard let id = state.current[packClass], let pack = state.packs[id] else { return false }
        return needsGrowth(pack, state) || needsSpare(packClass, pack, state)
    }

    private func needsGrowth(_ pack: LivePack, _ state: AppendState) -> Bool {
        let packClass = pack.name.packClass
        let wanted = pack.isResting ? options.keptReservation(packClass) : state.reservation[packClass]
        return !pack.isGrowing && !pack.growthRefused && pack.phase == .open
            && pack.reservedEnd < options.packSize(packClass)
            && pack.reservedEnd - pack.end(adding: 0) < wanted / 2
    }

    private func needsSpare(_ packClass: PackClass, _ pack: LivePack, _ state: AppendState) -> Bool {
        state.spare[packClass] == nil && !state.isOpening[packClass] && !state.spareRefused[packClass]
            && pack.end > options.packSize(packClass) / 2
    }

    private enum Chore {
        case grow(PackRoom.Growth)
        case makeSpare(PackClass)
        /// See whether anybody appends for a while.
        case watch
        case end
    }

    /// The thread that does so, until the store closes.
    func run() {
        while true {
            switch live.monitor.wait({ state in nextChore(&state) }) {
            case .grow(let growth): try? room.grow(growth)
            case .makeSpare(let packClass): room.makeSpare(packClass)
            case .watch: watch()
            case .end:
                room.removeSpares()
                return
            }
        }
    }

    private func nextChore(_ state: inout AppendState) -> Chore? {
        if state.isClosing { return .end }
        for packClass in PackClass.allCases {
            guard let id = state.current[packClass], let pack = state.packs[id] else { continue }
            if needsGrowth(pack, state) {
                state.packs[id]?.isGrowing = true
                return .grow(.init(pack, needed: pack.reservedEnd, wanted: pack.reservedEnd))
            }
            if needsSpare(packClass, pack, state) {
                state.isOpening[packClass] = true
                return .makeSpare(packClass)
            }
        }
        guard PackClass.allCases.contains(where: { room.hasExcess($0, state) }) else { return nil }
        state.isBusy = PerClass(false)
        return .watch
    }

    /// Waits for the time after which packs rest, unless there is something to do before.
    private func watch() {
        let hasChore = live.monitor.wait(seconds: options.restInterval) { state in
            state.isClosing || PackClass.allCases.contains { isNeeded($0, state) } ? true : nil
        }
        if hasChore == true { return }
        for packClass in PackClass.allCases { room.rest(packClass) }
    }
}
