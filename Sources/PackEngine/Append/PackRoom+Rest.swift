extension PackRoom {
    /// Whether packs of the class have more reserved ahead than they keep when nobody appends to them.
    func hasExcess(_ packClass: PackClass, _ state: AppendState) -> Bool {
        state.growing(packClass).contains { restingEnd($0) != nil }
    }

    /// Gives back what packs of the class have reserved ahead, but for what they keep, unless somebody has appended.
    func rest(_ packClass: PackClass) {
        let packs = live.monitor.withLock { (state) -> [(pack: LivePack, end: Int)] in
            if state.isBusy[packClass] || state.isClosing { return [] }
            state.reservation[packClass] = options.firstReservation
            return state.growing(packClass).compactMap { pack in
                guard let end = restingEnd(pack) else { return nil }
                // Who needs more waits until the file is cut: what is written there would be cut off.
                state.update(pack.name) { pack in (pack.reservedEnd, pack.isGrowing) = (end, true) }
                return (pack, end)
            }
        }
        for (pack, end) in packs {
            // Where that fails, it has more than it knows.
            try? pack.file.truncate(to: end)
            live.monitor.withLock { state in
                state.update(pack.name) { pack in (pack.isGrowing, pack.isResting) = (false, true) }
            }
        }
        if !packs.isEmpty { live.monitor.notifyAll() }
    }

    /// Where the room of a pack ends when it rests; nil when it ends there or before.
    private func restingEnd(_ pack: LivePack) -> Int? {
        let end = pack.end(adding: 0) + options.keptReservation(pack.name.packClass)
        return pack.phase == .open && !pack.isGrowing && pack.reservedEnd > end ? end : nil
    }
}
