import LockerBase

/// What a thread needs to append: memory to compress into, and to put records together in. Made once, used for every
/// append of one thread at a time.
public final class AppendContext {
    let compressor = Compressor()
    /// Memory for the records of one call.
    var staged: [UnwrittenRecord] = []
    let run = RunWriter()

    /// Takes the memory that is needed whatever is appended.
    public init() {}

    /// Gets a record ready to be written, compressed where that pays.
    func stage(_ raw: UnsafeRawBufferPointer, _ key: RecordKey, generation: Int, _ place: Int) {
        let payload = compressor.compress(raw)
        let stored = payload ?? raw
        let header = RecordHeader(
            kind: key.kind, codec: payload == nil ? .raw : .lz4, rawLength: raw.count, storedLength: stored.count,
            digest: key.digest, payloadChecksum: checksum(stored))
        staged.append(
            UnwrittenRecord(key: key, header: header, stored: stored, generation: generation, place: place))
    }
}
