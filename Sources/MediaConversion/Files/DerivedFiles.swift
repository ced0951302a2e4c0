import Glibc
import LockerBase
import POSIXSupport
import Synchronization

/// Files that can be made again, each called by what it is made of and how: so many bytes of them, of which those go first
/// that nobody has asked for since all others were. Whoever is the first to have a place to put one keeps it here.
package final class DerivedFiles: Sendable {
    private struct Entry {
        let size: Int
        /// The higher, the later it was asked for.
        var use: UInt64
    }

    private struct State {
        var entries: [Digest: Entry] = [:]
        var bytes = 0
        var uses: UInt64 = 0
        var drafts: UInt64 = 0

        mutating func add(_ name: Digest, _ size: Int) {
            if let old = entries[name] { bytes -= old.size }
            uses += 1
            entries[name] = Entry(size: size, use: uses)
            bytes += size
        }
    }

    private let folder: String
    private let limit: Int
    private let state = Mutex(State())

    private static let draftPrefix = "draft-"

    /// - Parameters:
    ///   - folder: nobody else's; it is made where there is none. What was not finished in it goes.
    ///   - limit: bytes of all files together.
    package init(folder: String, limit: Int) throws(LockerError) {
        (self.folder, self.limit) = (folder, limit)
        let found = try translatingSystemErrors { () throws(SystemError) in try DerivedFiles.list(folder) }
        state.withLock { state in
            for file in found { state.add(file.name, file.size) }
        }
        removeOldest()
    }

    /// Bytes of all files.
    package var bytes: Int { state.withLock { $0.bytes } }

    /// The most bytes that one file may have.
    package var largest: Int { limit / 2 }

    /// The file of a name; nil where there is none.
    package func open(_ name: Digest) -> DerivedFile? {
        let known = state.withLock { state -> Int? in
            guard let entry = state.entries[name] else { return nil }
            state.uses += 1
            state.entries[name]?.use = state.uses
            return entry.size
        }
        guard let size = known else { return nil }
        guard let file = try? Descriptor.open(path(of: name), O_RDONLY), let status = try? file.status(),
            status.st_size == off_t(size)
        else {
            // Somebody has taken it away.
            forget(name)
            return nil
        }
        // For who lists the folder at the next start.
        futimens(file.number, nil)
        return DerivedFile(descriptor: file, size: size)
    }

    /// A place for a file that is to be made.
    package func begin() throws(LockerError) -> DerivedDraft {
        let number = state.withLock { state in
            state.drafts += 1
            return state.drafts
        }
        let path = "\(folder)/\(DerivedFiles.draftPrefix)\(number)"
        return try translatingSystemErrors { () throws(SystemError) in try DerivedDraft(path: path) }
    }

    /// Keeps what was made, whole, under its name.
    package func keep(_ draft: DerivedDraft, as name: Digest, size: Int) throws(LockerError) {
        try translatingSystemErrors { () throws(SystemError) in
            // A name that the disk has is that of all of the bytes.
            try draft.descriptor.syncContent(subject: draft.path)
            guard rename(draft.path, path(of: name)) == 0 else { throw SystemError("rename", on: draft.path) }
        }
        state.withLock { $0.add(name, size) }
        removeOldest()
    }

    private func path(of name: Digest) -> String { "\(folder)/\(name.hex)" }

    private func forget(_ name: Digest) {
        state.withLock { state in
            if let entry = state.entries.removeValue(forKey: name) { state.bytes -= entry.size }
        }
    }

    /// Where there are too many, some more go than have to, so that not each new one looks at all.
    private func removeOldest() {
        let gone = state.withLock { state -> [Digest] in
            guard state.bytes > limit else { return [] }
            var gone: [Digest] = []
            for (name, entry) in state.entries.sorted(by: { $0.value.use < $1.value.use }) {
                if state.bytes <= limit - limit / 16 { break }
                state.entries[name] = nil
                state.bytes -= entry.size
                gone.append(name)
            }
            return gone
        }
        for name in gone { unlink(path(of: name)) }
    }

    /// The files that are whole, those first that nobody has asked for since the others were.
    private static func list(_ folder: String) throws(SystemError) -> [(name: Digest, size: Int)] {
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw SystemError("mkdir", on: folder) }
        guard let handle = opendir(folder) else { throw SystemError("opendir", on: folder) }
        defer { closedir(handle) }
        var found: [(name: Digest, size: Int, time: timespec)] = []
        while let entry = readdir(handle) {
            let file = withUnsafeBytes(of: entry.pointee.d_name) { raw in
                String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
            }
            var status = stat()
            if file.hasPrefix(draftPrefix) {
                unlink(folder + "/" + file)
            } else if let name = Digest(hex: file), lstat(folder + "/" + file, &status) == 0 {
                found.append((name, Int(status.st_size), status.st_mtim))
            }
        }
        found.sort { ($0.time.tv_sec, $0.time.tv_nsec) < ($1.time.tv_sec, $1.time.tv_nsec) }
        return found.map { ($0.name, $0.size) }
    }
}
