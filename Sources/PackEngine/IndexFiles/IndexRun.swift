import LockerBase
import POSIXSupport

/// A run: entries in the order of their keys, in a file that never changes, in blocks that each have a checksum.
///
/// What tells in which block a key is, and whether it is worth to look, is in memory: 12 bits for each entry.
final class IndexRun: Sendable {
    /// What the journal knows of a run.
    struct Reference: Equatable {
        let number: UInt64
        let entries: Int
        /// Random; the checksums of its blocks depend on it.
        let salt: UInt64
        /// The change of the index that it was written with: it has all changes up to that one.
        let sequence: UInt64
    }

    let reference: Reference
    let file: any IndexFile
    /// The first four bytes of the first key of each block.
    let fences: [UInt32]
    let filter: IndexFilter

    init(_ reference: Reference, file: any IndexFile, fences: [UInt32], filter: IndexFilter) {
        self.reference = reference
        self.file = file
        self.fences = fences
        self.filter = filter
    }

    var name: String { IndexFormat.runName(reference.number) }

    /// The entry of `key`, with one read at most but in one case of thirty thousand, where a block begins with the same
    /// four bytes.
    func find(_ key: RecordKey, _ cache: BlockCache) throws(IndexFailure) -> IndexEntry? {
        guard filter.mayHold(key.digest) else { return nil }
        var block = lastBlock(before: key.prefix)
        repeat {
            if let entry = try find(key, in: block, cache) { return entry }
            block += 1
        } while block < fences.count && fences[block] <= key.prefix
        return nil
    }

    /// The last block that begins before `prefix`, or the first one. Digests are uniform: the guess is next to right,
    /// and the steps from there are few.
    private func lastBlock(before prefix: UInt32) -> Int {
        fences.withUnsafeBufferPointer { fences in
            var low = Int((UInt64(prefix) * UInt64(fences.count)) >> 32)
            var step = 1
            while low > 0, fences[low] >= prefix {
                low = max(0, low - step)
                step *= 2
            }
            step = 1
            var high = low + 1
            while high < fences.count, fences[high] < prefix {
                low = high
                high = min(fences.count, high + step)
                step *= 2
            }
            // The block at `low` begins before the prefix, unless it is the first one; that at `high` does not.
            while high - low > 1 {
                let middle = (low + high) / 2
                if fences[middle] < prefix { low = middle } else { high = middle }
            }
            return low
        }
    }

    private func find(_ key: RecordKey, in block: Int, _ cache: BlockCache) throws(IndexFailure) -> IndexEntry? {
        let count = entries(in: block)
        let known = cache.withBlock(block, of: reference.number) { IndexRun.search($0, count, key) }
        var position = known
        if known == nil {
            position = try withUnsafeTemporaryAllocation(byteCount: IndexFormat.blockLength, alignment: 16) {
                (raw) throws(IndexFailure) in
                try read(block, into: raw)
                let bytes = UnsafeRawBufferPointer(raw)
                cache.keep(bytes, block, of: reference.number)
                return IndexRun.search(bytes, count, key)
            }
        }
        switch position {
        case .found(let entry): return entry
        case .impossible: throw damage("block \(block) holds what is no entry")
        case .absent, nil: return nil
        }
    }

    private enum Position {
        case found(IndexEntry)
        case absent
        case impossible
    }

    /// Looks for `key` in a block of `count` entries.
    private static func search(_ block: UnsafeRawBufferPointer, _ count: Int, _ key: RecordKey) -> Position {
        guard let base = block.baseAddress else { return .absent }
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            let start = middle * IndexFormat.entryLength
            let digest = Digest(copying: base + start)
            if digest == key.digest, block[start + 52] == key.kind.rawValue {
                return IndexEntry.decode(block, at: start).map(Position.found) ?? .impossible
            }
            let isBefore = digest == key.digest ? block[start + 52] < key.kind.rawValue : digest < key.digest
            if isBefore { low = middle + 1 } else { high = middle }
        }
        return .absent
    }

    /// So many entries are in a block.
    func entries(in block: Int) -> Int {
        min(IndexFormat.entriesPerBlock, reference.entries - block * IndexFormat.entriesPerBlock)
    }

    /// Reads a block and checks it; twice where it is not as it should be: a cable or a memory module errs once.
    func read(_ block: Int, into raw: UnsafeMutableRawBufferPointer) throws(IndexFailure) {
        var failure = damage("block \(block) does not match its checksum")
        for _ in 0..<2 {
            do throws(SystemError) {
                let count = try file.read(into: raw, at: block * IndexFormat.blockLength)
                if count == raw.count, isWhole(UnsafeRawBufferPointer(raw), block) { return }
            } catch {
                failure = .reading(error, name)
            }
        }
        throw failure
    }

    /// Whether the bytes of a block match their checksum.
    func isWhole(_ bytes: UnsafeRawBufferPointer, _ block: Int) -> Bool {
        let length = IndexFormat.blockLength - 8
        let sum = checksum(UnsafeRawBufferPointer(rebasing: bytes[..<length]), seed: reference.salt &+ UInt64(block))
        return sum == bytes.integer(at: length)
    }

    func damage(_ what: String) -> IndexFailure { .damage(IndexDamage(file: name, what: what)) }
}
