import Glibc
import LockerBase
import Metadata
import POSIXSupport

extension Locker {
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
        let (entry, blob) = try file(at: path, in: library, revision: revision, of: caller)
        let name = "\(path)"
        var offset = 0
        try read(
            blob, of: path, range: { 0..<$0 },
            isThere: { () throws(LockerError) in try holds(blob, path, library, revision, caller) },
            to: { (parts) throws(LockerError) in
                try cancellation.check()
                let count = parts.reduce(0) { $0 + $1.count }
                try onCallersFile(patience, moving: count) { () throws(SystemError) in
                    try descriptor.writeFully(parts, at: offset, subject: name)
                }
                offset += count
            })
        try onCallersFile(patience) { () throws(SystemError) in
            guard ftruncate(descriptor.number, off_t(offset)) == 0 else {
                throw SystemError("ftruncate", on: name)
            }
        }
        return entry
    }

    /// A range of the content of an entry, at most ``maximumPiece`` bytes, and the entry.
    ///
    /// - Returns: fewer bytes than asked for where the content ends, none behind its end.
    public func read(
        _ path: EntryPath, from library: String, revision: Int64?, of caller: Caller, offset: UInt64, length: Int,
        cancellation: Cancellation? = nil
    ) throws(LockerError) -> (entry: Entry, bytes: [UInt8]) {
        guard length <= Locker.maximumPiece else {
            throw LockerError(.invalidArgument, "a read of \(length) bytes: at most \(Locker.maximumPiece) at once")
        }
        let (entry, blob) = try file(at: path, in: library, revision: revision, of: caller)
        var bytes: [UInt8] = []
        let range = { (size: Int) in
            let start = Int(min(offset, UInt64(size)))
            bytes.reserveCapacity(min(length, size - start))
            return start..<min(start + length, size)
        }
        try read(
            blob, of: path, range: range,
            isThere: { () throws(LockerError) in try holds(blob, path, library, revision, caller) },
            to: { (parts) throws(LockerError) in
                try cancellation.check()
                for part in parts { bytes.append(contentsOf: part) }
            })
        return (entry, bytes)
    }

    /// Hands a range of the content `blob`, chosen by its length, to `body`.
    ///
    /// - Parameter isThere: whether the entry still has this content; what it throws says that the entry is gone.
    /// - Throws: ``LockerError/Code/dataLoss`` in the caller's words; which record of which pack it is, the log tells.
    ///   ``LockerError/Code/changed`` when the content went with the entry: nothing is damaged then.
    private func read(
        _ blob: Digest, of path: EntryPath, range: (Int) -> Range<Int>, isThere: () throws(LockerError) -> Bool,
        to body: ([UnsafeRawBufferPointer]) throws(LockerError) -> Void
    ) throws(LockerError) {
        do throws(LockerError) {
            let recipe = try recipes.recipe(blob)
            try readContexts.with { (context) throws(LockerError) in
                let reader = ContentReader(recipe: recipe, packs: packs, context: context)
                try reader.read(range(recipe.size)) { (parts) throws(LockerError) in
                    try body(parts)
                    metrics.contentOut.add(parts.reduce(0) { $0 + $1.count })
                }
            }
        } catch let error where error.code == .dataLoss || error.code == .notFound {
            guard try isThere() else {
                throw LockerError(
                    .changed, "\(path): was replaced while it was read, and what it held is gone; ask for it again",
                    cause: error)
            }
            if error.code == .notFound { AbsentRecords(packs: packs, metadata: metadata).setAside(of: blob) }
            throw LockerError(
                .dataLoss, "\(path): its stored bytes are damaged, and are mended when the same content is sent again",
                cause: error)
        }
    }

    private func holds(
        _ blob: Digest, _ path: EntryPath, _ library: String, _ revision: Int64?, _ caller: Caller
    ) throws(LockerError) -> Bool {
        do throws(LockerError) {
            return try file(at: path, in: library, revision: revision, of: caller).1 == blob
        } catch let error where error.code == .notFound || error.code == .invalidArgument {
            throw error
        } catch {
            // What keeps the database from telling takes nothing away.
            return true
        }
    }

    private func file(
        at path: EntryPath, in library: String, revision: Int64?, of caller: Caller
    ) throws(LockerError) -> (Entry, Digest) {
        let library = try self.library(named: library, of: caller)
        guard let entry = try metadata.entries.entry(at: path, in: library, revision: revision) else {
            let below = try metadata.entries.list(in: library, revision: revision, under: path, after: nil, limit: 1)
            guard below.isEmpty else {
                throw LockerError(
                    .invalidArgument, "\(path): a folder, not a file; name a file in it, or restore it whole")
            }
            let place =
                revision.map { "revision \($0) of library '\(library.shownName)'" } ?? "library '\(library.shownName)'"
            throw LockerError(
                .notFound, "\(path): not in \(place)", details: [.path: "\(path)", .library: library.name],
                hint: .listEntries)
        }
        guard let blob = entry.blob else {
            throw LockerError(
                .invalidArgument, "\(path): \(entry.kind == .symlink ? "a link" : "a folder"), not a file")
        }
        return (entry, blob)
    }
}
