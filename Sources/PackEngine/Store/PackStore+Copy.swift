import Glibc
import LockerBase
import POSIXSupport

extension PackStore {
    /// What copying the packs did.
    public struct Copied: Sendable {
        /// Packs that the target has now.
        public internal(set) var packs = 0
        /// Of these, packs that it had, that were linked, and that were copied.
        public internal(set) var kept = 0
        public internal(set) var linked = 0
        public internal(set) var copied = 0
        /// Bytes that were copied.
        public internal(set) var copiedBytes = 0

        public init() {}
    }

    /// Brings the directory at `path` up to date with the packs: it then has all that is durable now, in files of the
    /// same names. What is sealed never changes, so it is linked where the file system allows that, and else copied
    /// once; packs that are still written are copied each time, as far as they are durable. Packs that are not in the
    /// store any more stay: ``removeOthers(in:)`` is for when nobody needs them.
    ///
    /// Wherever it is stopped, each pack of the directory is whole, as it was or as it is now.
    ///
    /// No pack may be removed meanwhile.
    ///
    /// - Parameter willCopy: told before each pack how many are done, and how many there are; what it throws ends the
    ///   work.
    public func copyPacks(
        to path: String, _ willCopy: (Int, Int) throws(LockerError) -> Void
    ) throws(LockerError) -> Copied {
        try completion.wait()
        let rows = Dictionary(uniqueKeysWithValues: try index.packs().map { ($0.name, $0) })
        let remedy = "the backup is not complete; the next one goes on from there"
        let (drafts, target, here) = try translatingSystemErrors(remedy: remedy) { () throws(SystemError) in
            let target = try DirectoryStorage(path: path)
            return (try PackDrafts(in: path), target, try storage.list())
        }
        let there = try translatingSystemErrors(remedy: remedy, target.list)
        var (result, outOfReach): (Copied, LockerError?) = (Copied(), nil)
        for (number, name) in here.keys.sorted().enumerated() {
            try willCopy(number, here.count)
            result.packs += 1
            if let size = there[name], log.durableEnd(of: name.id) == nil {
                let pack = PackEnd(name, in: storage)
                if PackEnd(name, in: target, size: size).holdsAll(of: pack, rows[name]) {
                    result.kept += 1
                    continue
                }
                guard pack.isReadable else {
                    // The others are copied all the same. What the backup has of this one stays.
                    outOfReach = outOfReach ?? PackStore.unreadable(name)
                    continue
                }
            }
            do throws(LockerError) {
                _ = try reach(name)
            } catch let error where PackStore.isOutOfReach(error) {
                outOfReach = outOfReach ?? error
                continue
            }
            try translatingSystemErrors(remedy: remedy) { () throws(SystemError) in
                try put(name, isSealed: rows[name]?.isSealed == true, drafts, &result)
            }
        }
        try translatingSystemErrors(remedy: remedy) { () throws(SystemError) in try synchronizeDirectory(path) }
        if let outOfReach { throw LockerError(outOfReach.code, "\(outOfReach.message); \(remedy)", cause: outOfReach) }
        return result
    }

    private static func unreadable(_ name: PackName) -> LockerError {
        LockerError(
            .dataLoss,
            "\(name.fileName): neither end of the pack can be read, and the backup keeps what it has of it; "
                + "a verification makes them anew where the disk lets it")
    }

    /// Gives the target the pack, in the place of what it has of that name.
    private func put(
        _ name: PackName, isSealed: Bool, _ drafts: PackDrafts, _ result: inout Copied
    ) throws(SystemError) {
        defer { drafts.discard(name) }
        if isSealed, try storage.link(name, to: drafts.draft(of: name)) {
            result.linked += 1
        } else {
            result.copiedBytes += try copy(name, to: drafts, isSealed: isSealed)
            result.copied += 1
        }
        try drafts.place(name)
    }

    /// Removes packs from the directory at `path` that the store has given up, which a compaction does. One that the
    /// store should have and has not is lost there, and stays. Returns how many were removed, and how many are such.
    public func removeOthers(in path: String) throws(LockerError) -> (removed: Int, lost: Int) {
        let known = Set(try index.packs().map(\.name))
        let damaged = Set(quarantine.findings.filter { $0.healed == nil }.map(\.pack))
        return try translatingSystemErrors(remedy: "the next backup removes what is left over") {
            () throws(SystemError) in
            let target = try DirectoryStorage(path: path)
            let here = try storage.list()
            let others = try target.list().keys.filter { here[$0] == nil }
            let lost = others.filter { known.contains($0) || damaged.contains($0) }
            for name in others where !lost.contains(name) { try target.remove(name) }
            return (others.count - lost.count, lost.count)
        }
    }

    /// Copies a pack as far as it is durable into a draft, which is durable when this returns. Returns its bytes.
    private func copy(_ name: PackName, to drafts: PackDrafts, isSealed: Bool) throws(SystemError) -> Int {
        let source = try storage.open(name, writable: false)
        // Asked in this order: one that is sealed in between has its last size by then.
        let count = if let end = log.durableEnd(of: name.id) { end } else { try source.size() }
        let draft = try drafts.create(name)
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var offset = 0
        while offset < count {
            let start = offset
            let received = try buffer.withMutableRawBytes { (raw) throws(SystemError) in
                let part = UnsafeMutableRawBufferPointer(rebasing: raw[..<min(raw.count, count - start)])
                let received = try source.read(into: part, at: start)
                let read = UnsafeRawBufferPointer(rebasing: part[..<received])
                try draft.write([read], at: start)
                return received
            }
            // Shorter than it was when it was made durable.
            if received == 0 { throw SystemError("read", on: name.fileName, number: EIO) }
            offset += received
        }
        try draft.synchronize()
        if isSealed { try draft.seal() }
        return count
    }
}

extension PackStore {
    /// A directory that a copy of the store is written to: nobody else uses it as long as this lives.
    public final class Backup: Sendable {
        private let lock: StoreLock

        fileprivate init(_ lock: StoreLock) {
            self.lock = lock
        }
    }

    /// Makes the directory at `path` the home of a copy of this store.
    ///
    /// - Throws: `failedPrecondition` when it holds another store, or something else, or is in use.
    public func openBackup(_ path: String) throws(LockerError) -> Backup {
        let path = StoreFolder.normalized(path)
        try translatingSystemErrors(remedy: "the backup cannot be begun") { () throws(SystemError) in
            try makeDirectory(path)
        }
        try StoreFolder.checkBackup(path)
        let lock = try StoreLock(directory: path)
        let file = try StoreFile.openOrCreate(in: path, adopting: storeID)
        guard file.storeID == storeID else {
            throw LockerError(
                .failedPrecondition, "\(path): holds another store; give this one's backup a directory of its own")
        }
        // Both speak of the packs that are there, of which some are about to be others.
        let folder = try translatingSystemErrors(remedy: "the backup cannot be begun") { () throws(SystemError) in
            try DirectoryIndexFolder(path: path + "/index")
        }
        try ChunkIndex.delete(folder)
        try translatingSystemErrors(remedy: "the backup cannot be begun") { () throws(SystemError) in
            let path = path + "/quarantine"
            guard unlink(path) == 0 || errno == ENOENT else { throw SystemError("unlink", on: path) }
        }
        return Backup(lock)
    }
}
