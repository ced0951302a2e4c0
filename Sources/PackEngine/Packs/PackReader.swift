import LockerBase

/// The reading half of a store: one pread a record, and never a byte that was not checked against its digest.
struct PackReader {
    let packs: OpenPackCache

    /// Runs `body` with the raw bytes of the record at `location`, which are valid during the call.
    ///
    /// - Throws: `dataLoss` when what is there is not the record `digest`; `unavailable` when it cannot be read for
    ///   another reason, such as too many open files, or a pack that may not be opened; what `body` throws.
    func withRecord<Result>(
        _ kind: RecordKind, _ digest: Digest, at location: RecordLocation, using context: ReadContext,
        _ body: (UnsafeRawBufferPointer) throws(LockerError) -> Result
    ) throws(LockerError) -> Result {
        let name = PackName(kind.packClass, location.pack)
        guard location.rawLength <= kind.maximumRawLength, location.storedLength <= location.rawLength else {
            throw damaged(name, location, digest, "the index gives it impossible lengths")
        }
        let stored = context.storedBuffer(PackFormat.headerLength + location.storedLength)
        let count: Int
        do {
            count = try packs.file(name).read(into: stored, at: location.offset)
        } catch  where packs.isGone(name) {
            throw LockerError.recordMoved
        } catch  where error.isDamage {
            throw damaged(name, location, digest, "it cannot be read", cause: error)
        } catch {
            throw PackOutOfReach.failure(name, error)
        }
        guard count == stored.count else { throw damaged(name, location, digest, "the pack ends before it does") }
        let header = UnsafeRawBufferPointer(rebasing: stored[..<PackFormat.headerLength])
        let payload = UnsafeRawBufferPointer(rebasing: stored[PackFormat.headerLength...])
        guard RecordHeader.matches(header, kind: kind, digest: digest, location: location) else {
            throw damaged(name, location, digest, "its header is not the one that was written")
        }
        let isRaw = location.codec == .raw
        let raw = isRaw ? payload : UnsafeRawBufferPointer(context.rawBuffer(location.rawLength))
        if !isRaw, !decompress(payload, into: context.rawBuffer(location.rawLength)) {
            throw damaged(name, location, digest, "it does not decompress")
        }
        guard context.hash.digest(of: raw) == digest else {
            throw damaged(name, location, digest, "its bytes are not those of its digest")
        }
        return try body(raw)
    }

    private func damaged(
        _ name: PackName, _ location: RecordLocation, _ digest: Digest, _ reason: String, cause: StorageError? = nil
    ) -> LockerError {
        LockerError(
            .dataLoss,
            "\(name.fileName): the record \(digest) at offset \(location.offset) is damaged: \(reason); a verification "
                + "tells what it belongs to",
            hint: .verify, cause: RecordDamage(reason: reason, cause: cause))
    }
}
