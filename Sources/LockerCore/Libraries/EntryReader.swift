import Glibc
import LockerBase
import Metadata
import POSIXSupport
import PackEngine

/// Gives the content of entries back.
public struct EntryReader: Sendable {
    let files: FileLookup
    let packs: PackStore
    let recipes: RecipeCache
    let contexts: Pool<ReadContext>
    let metrics: LockerMetrics

    /// Writes the content of an entry to `descriptor`, from the start of its file, and cuts the file to its length.
    ///
    /// - Parameters:
    ///   - revision: nil for the newest.
    ///   - patience: how long the file may keep the thread; nil for ever.
    /// - Throws: ``LockerError/Code/notFound``; ``LockerError/Code/invalidArgument`` for what is no file, or no
    ///   regular file open for writing; ``LockerError/Code/dataLoss`` before a wrong byte is written;
    ///   ``LockerError/Code/timedOut``.
    public func restore(
        _ path: EntryPath, from library: String, revision: Int64?, of caller: Caller, to descriptor: Descriptor,
        patience: Patience? = nil, cancellation: Cancellation? = nil
    ) throws(LockerError) -> Entry {
        try descriptor.checkWritable(path, patience)
        let (entry, content) = try files.file(at: path, in: library, revision: revision, of: caller)
        let name = "\(path)"
        var offset = 0
        try read(
            content, of: path, range: { 0..<$0 },
            isThere: { () throws(LockerError) in try files.holds(content.blob, path, library, revision, caller) },
            to: { (parts) throws(LockerError) in
                try cancellation.check()
                let count = parts.reduce(0) { $0 + $1.count }
                try onCallersFile(patience, moving: count) { () throws(SystemError) in
                    try descriptor.writeFully(parts, at: offset, isPassing: true, subject: name)
                }
                offset += count
                metrics.contentOut.add(count)
            })
        try onCallersFile(patience) { () throws(SystemError) in
            guard ftruncate(descriptor.number, off_t(offset)) == 0 else {
                throw SystemError("ftruncate", on: name)
            }
        }
        return entry
    }

    /// A range of the content of an entry, at most ``RequestLimits/pieceBytes`` bytes, and the entry.
    ///
    /// - Returns: fewer bytes than asked for where the content ends, none behind its end.
    public func read(
        _ path: EntryPath, from library: String, revision: Int64?, of caller: Caller, offset: UInt64, length: Int,
        cancellation: Cancellation? = nil
    ) throws(LockerError) -> (entry: Entry, bytes: [UInt8]) {
        try EntryReader.check(length: length)
        let (entry, content) = try files.file(at: path, in: library, revision: revision, of: caller)
        let bytes = try piece(
            of: content, at: path, offset: offset, length: length, cancellation: cancellation,
            isThere: { () throws(LockerError) in try files.holds(content.blob, path, library, revision, caller) })
        return (entry, bytes)
    }

    /// - Throws: ``LockerError/Code/invalidArgument`` for more than ``RequestLimits/pieceBytes`` at once.
    static func check(length: Int) throws(LockerError) {
        guard length <= RequestLimits.pieceBytes else {
            throw LockerError(
                .invalidArgument, "a read of \(length) bytes: at most \(RequestLimits.pieceBytes) at once")
        }
    }

    /// At most `length` bytes of `content` from `offset` on, none behind its end.
    ///
    /// - Parameter isThere: as for ``read(_:of:range:isThere:to:)``.
    func piece(
        of content: ContentName, at path: EntryPath, offset: UInt64, length: Int, cancellation: Cancellation?,
        isThere: () throws(LockerError) -> Bool
    ) throws(LockerError) -> [UInt8] {
        var bytes: [UInt8] = []
        let range = { (size: Int) in
            let start = Int(min(offset, UInt64(size)))
            bytes.reserveCapacity(min(length, size - start))
            return start..<min(start + length, size)
        }
        try read(
            content, of: path, range: range, isThere: isThere,
            to: { (parts) throws(LockerError) in
                try cancellation.check()
                for part in parts { bytes.append(contentsOf: part) }
                metrics.contentOut.add(parts.reduce(0) { $0 + $1.count })
            })
        return bytes
    }

    /// Hands a range of `content`, chosen by its length, to `body`.
    ///
    /// - Parameter isThere: whether the entry still has this content; what it throws says that the entry is gone.
    /// - Throws: ``LockerError/Code/dataLoss`` in the caller's words; which record of which pack it is, the log tells.
    ///   ``LockerError/Code/changed`` when the content went with the entry: nothing is damaged then.
    func read(
        _ content: ContentName, of path: EntryPath, range: (Int) -> Range<Int>, isThere: () throws(LockerError) -> Bool,
        to body: ([UnsafeRawBufferPointer]) throws(LockerError) -> Void
    ) throws(LockerError) {
        do throws(LockerError) {
            let recipe = try recipes.recipe(content)
            try contexts.with { (context) throws(LockerError) in
                let reader = ContentReader(recipe: recipe, packs: packs, context: context)
                try reader.read(range(recipe.size), body)
            }
        } catch let error where error.code == .dataLoss || error.code == .notFound {
            guard try isThere() else {
                throw LockerError(
                    .changed, "\(path): was replaced while it was read, and what it held is gone; ask for it again",
                    cause: error)
            }
            if error.code == .notFound { AbsentRecords(packs: packs, metadata: files.metadata).setAside(of: content) }
            throw LockerError(
                .dataLoss, "\(path): its stored bytes are damaged, and are mended when the same content is sent again",
                cause: error)
        }
    }
}
