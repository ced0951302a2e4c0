import LockerBase

extension NameClashes {
    /// Why a path at which a walk has found nothing cannot be there beside what is; nil where that is not the reason, or what
    /// has the name is going.
    func clash(of sides: ThreeSides, _ step: MergeStep) throws(LockerError) -> Collision? {
        guard sides.local == nil, step == .place || step == .withdraw else { return nil }
        guard let clash = try self.clash(at: sides.path) else { return nil }
        if try held.contains(clash.owner) { return clash }
        // What stands for it is there, whatever the disk calls it.
        if step == .withdraw { return names.name(of: sides.path.bytes) == nil ? nil : clash }
        // What has another name only was renamed: here, or in the library.
        return try held.wasAgreed(clash.owner) ? nil : clash
    }
}
