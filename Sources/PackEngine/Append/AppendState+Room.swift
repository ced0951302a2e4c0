extension AppendState {
    /// How much to reserve for packs of the class this time; twice as much the next time.
    mutating func takeReservation(_ packClass: PackClass, upTo limit: Int) -> Int {
        defer { reservation[packClass] = min(limit, 2 * reservation[packClass]) }
        return reservation[packClass]
    }

    /// The packs of the class that take records, now or next.
    func growing(_ packClass: PackClass) -> [LivePack] {
        [current[packClass].flatMap { packs[$0] }, spare[packClass]].compactMap { $0 }
    }

    /// Changes what is known of a pack that is written, or made ahead of that.
    mutating func update(_ name: PackName, _ body: (inout LivePack) -> Void) {
        if var pack = packs.removeValue(forKey: name.id) {
            body(&pack)
            packs[name.id] = pack
        } else if var pack = spare[name.packClass], pack.name == name {
            body(&pack)
            spare[name.packClass] = pack
        }
    }
}
