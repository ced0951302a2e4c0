import Glibc
import LockerBase

/// Reads packs back and checks them. What is damaged is set aside, and what follows from the rest is made anew.
public final class Verification: Sendable {
    private let parts: VerificationParts

    init(_ parts: VerificationParts) {
        self.parts = parts
    }

    /// Puts packs back whose files are gone while this process has them open, and takes note of others that are.
    public func lookForMissing() throws(LockerError) {
        try parts.rebuild.wait()
        try MissingPacks(parts: parts).look()
    }

    /// The packs there are: those whose verification is longest ago first, those that never were before them.
    public func packsToVerify() throws(LockerError) -> [VerifiablePack] {
        try lookForMissing()
        let sizes = try parts.listing.sizes()
        let rows = Dictionary(try parts.index.lookup.packs().map { ($0.name, $0) }) { first, _ in first }
        let open = Dictionary(parts.live.open.map { ($0.name, $0.size) }) { first, _ in first }
        let packs = sizes.filter { !parts.live.isAhead($0.key.id) }.map { name, size in
            let verified = rows[name]?.verified ?? 0
            return VerifiablePack(
                name: name, size: min(size, open[name] ?? size),
                verified: verified == 0 ? nil : Int64(clamping: verified),
                isSealed: rows[name]?.isSealed ?? false)
        }
        return packs.sorted { ($0.verified ?? 0, $0.name.id) < ($1.verified ?? 0, $1.name.id) }
    }

    /// Reads a pack and checks it. What is damaged is set aside; what follows from the rest is made anew.
    ///
    /// - Parameters:
    ///   - context: of this thread.
    ///   - willRead: called with the bytes of each record before it is read; what it throws ends the work.
    /// - Returns: nil when the pack was removed meanwhile, because its records have moved or there were none.
    public func verify(
        _ name: PackName, _ depth: VerificationDepth, using context: ReadContext,
        _ willRead: (Int) throws(LockerError) -> Void
    ) throws(LockerError) -> PackVerification? {
        let start = UInt64(max(0, time(nil)))
        let verifier = PackVerifier(parts, name: name, depth: depth, context: context)
        do throws(LockerError) {
            try verifier.run(willRead)
        } catch let error where error.wasMoved || parts.listing.packs.isGone(name) {
            return nil
        }
        var result = verifier.result
        guard depth == .records, result.isComplete else { return result }
        do throws(LockerError) {
            try parts.index.setVerified(name, at: start)
        } catch {
            result.unnoted = error
        }
        return result
    }
}
