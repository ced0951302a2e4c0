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
    /// same names. What is sealed never changes, so it is linked where the file system allows that, and else copied once;
    /// packs that are still written are copied each time, as far as they are durable. Packs that are not in the store
    /// any more stay: ``removeOthers(in:)`` is for when nobody needs them.
    ///
    /// No pack may be removed meanwhile.
    ///
    /// - Parameter willCopy: told before each pack how many are done, and how many there are; what it throws ends the work.
    public func copyPacks(
        to path: String, _ willCopy: (Int, Int) throws(LockerError) -> Void
    ) throws(LockerError) -> Copied {
        try completion.wait()
        let sealed = Set(try index.packs().filter(\.isSealed).map(\.name))
        let remedy = "the backup is not complete; the next one goes on from there"
        let (target, there, here) = try translatingSystemErrors(remedy: remedy) { () throws(SystemError) in
            let target = try DirectoryStorage(path: path)
            return (target, try target.list(), try storage.list())
        }
        var result = Copied()
        for (number, (name, size)) in here.sorted(by: { $0.key < $1.key }).enumerated() {
            try willCopy(number, here.count)
            result.packs += 1
            if sealed.contains(name), there[name] == size, isSame(name, size: size, target) {
                result.kept += 1
                continue
            }
            let count = log.durableEnd(of: name.id) ?? size
            try translatingSystemErrors(remedy: remedy) { () throws(SystemError) in
                if there[name] != nil { try target.remove(name) }
                if sealed.contains(name), try storage.link(name, into: path) {
                    result.linked += 1
                    return
                }
                try copy(name, count, to: target, isSealed: sealed.contains(name))
                result.copied += 1
                result.copiedBytes += count
            }
        }
        try translatingSystemErrors(remedy: remedy) { () throws(SystemError) in try synchronizeDirectory(path) }
        return result
    }

    /// Removes packs from the directory at `path` that are not in the store. Returns how many.
    public func removeOthers(in path: String) throws(LockerError) -> Int {
        try translatingSystemErrors(remedy: "the next backup removes what is left over") { () throws(SystemError) in
            let target = try DirectoryStorage(path: path)
            let here = try storage.list()
            let others = try target.list().keys.filter { here[$0] == nil }
            for name in others { try target.remove(name) }
            return others.count
        }
    }

    /// Whether the target's pack of this name and size is the same pack, as far as their ends tell: the number of a pack that
    /// was given up may have been given again. Where this store's pack has no whole end any more, the copy is kept.
    private func isSame(_ name: PackName, size: Int, _ target: DirectoryStorage) -> Bool {
        let salts = [storage, target].map { (packs: any PackStorage) -> UInt64? in
            guard let file = try? packs.open(name, writable: false) else { return nil }
            return (try? PackContents.readTrailer(file, name: name, size: size))?.salt
        }
        return salts[0] == nil || salts[0] == salts[1]
    }

    private func copy(
        _ name: PackName, _ count: Int, to target: DirectoryStorage, isSealed: Bool
    ) throws(SystemError) {
        let source = try storage.open(name, writable: false)
        let file = try target.create(name)
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var offset = 0
        while offset < count {
            let start = offset
            let received = try buffer.withMutableRawBytes { (raw) throws(SystemError) in
                let part = UnsafeMutableRawBufferPointer(rebasing: raw[..<min(raw.count, count - start)])
                let received = try source.read(into: part, at: start)
                let read = UnsafeRawBufferPointer(rebasing: part[..<received])
                try file.write([read], at: start)
                return received
            }
            if received == 0 { break }
            offset += received
        }
        try file.synchronize()
        if isSealed { try file.seal() }
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
        try translatingSystemErrors(remedy: "the backup cannot be begun") { () throws(SystemError) in
            try makeDirectory(path)
        }
        try StoreFile.checkBackup(in: path)
        let lock = try StoreLock(directory: path)
        let file = try StoreFile.openOrCreate(in: path, adopting: storeID)
        guard file.storeID == storeID else {
            throw LockerError(
                .failedPrecondition, "\(path): holds another store; give this one's backup a directory of its own")
        }
        return Backup(lock)
    }
}
