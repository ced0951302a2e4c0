import LockerBase

extension PackRoom {
    /// Makes a pack ahead of need. The caller has set `isOpening`.
    func makeSpare(_ packClass: PackClass) {
        var spare = try? makePack(packClass)
        let step = live.monitor.withLock { $0.takeReservation(packClass, upTo: options.reservation) }
        if let file = spare?.file, (try? file.reserve(PackFormat.headerLength..<step)) != nil {
            spare?.reservedEnd = step
        }
        live.monitor.withLock { [spare] state in
            state.endOpening(packClass)
            state.spareRefused[packClass] = spare == nil
            state.spare[packClass] = spare
        }
        live.monitor.notifyAll()
    }

    /// Removes the packs that were made ahead of need.
    func removeSpares() {
        for packClass in PackClass.allCases {
            let spare = live.monitor.withLock { state in
                defer { state.spare[packClass] = nil }
                return state.spare[packClass]
            }
            if let spare { try? storage.remove(spare.name) }
        }
    }

    /// Whether a pack is there, with room, that takes records when this one does no more; makes one if need be.
    func hasSuccessor(_ name: PackName) -> Bool {
        let packClass = name.packClass
        let (isThere, isMine) = live.monitor.withLock { state in
            let isThere = (state.spare[packClass]?.reservedEnd ?? 0) >= options.firstReservation
            let isMine = state.spare[packClass] == nil && !state.isOpening[packClass] && !state.isClosing
            if isMine { state.isOpening[packClass] = true }
            return (isThere, isMine)
        }
        guard isMine else { return isThere }
        makeSpare(packClass)
        return live.monitor.withLock { ($0.spare[packClass]?.reservedEnd ?? 0) >= options.firstReservation }
    }
}
