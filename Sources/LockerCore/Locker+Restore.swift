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
        patience: Patience? = nil
    ) throws(LockerError) -> Entry {
        try descriptor.checkWritable(path, patience)
        let (entry, blob) = try file(at: path, in: library, revision: revision, of: caller)
        let name = "\(path)"
        var offset = 0
        try read(
            blob, of: path, range: { 0..<$0 },
            to: { (parts) throws(LockerError) in
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
        _ path: EntryPath, from library: String, revision: Int64?, of caller: Caller, offset: UInt64, length: Int
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
            to: { (parts) throws(LockerError) in for part in parts { bytes.append(contentsOf: part) } })
        return (entry, bytes)
    }

    /// Hands a range of the content `blob`, chosen by its length, to `body`.
    ///
    /// - Throws: ``LockerError/Code/dataLoss`` in the caller's words; which record of which pack it is, the log tells.
    private func read(
        _ blob: Digest, of path: EntryPath, range: (Int) -> Range<Int>,
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
            throw LockerError(
                .dataLoss, "\(path): its stored bytes are damaged; tell the operator, whose log names the pack",
                cause: error)
        }
    }

    private func file(
        at path: EntryPath, in library: String, revision: Int64?, of caller: Caller
    ) throws(LockerError) -> (Entry, Digest) {
        let library = try self.library(named: library, of: caller)
        guard let entry = try metadata.entry(at: path, in: library, revision: revision) else {
            let place = revision.map { "revision \($0) of library '\(library.name)'" } ?? "library '\(library.name)'"
            throw LockerError(.notFound, "\(path): not in \(place); 'locker ls' lists what is")
        }
        guard let blob = entry.blob else {
            throw LockerError(
                .invalidArgument, "\(path): \(entry.kind == .symlink ? "a link" : "a folder"), not a file")
        }
        return (entry, blob)
    }
}
