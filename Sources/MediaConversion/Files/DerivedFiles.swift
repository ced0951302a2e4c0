import Glibc
import LockerBase
import POSIXSupport
import Synchronization

/// Files that can be made again, each called by what it is made of and how, and those that are being made: so many bytes
/// of all. Whoever is the first to have a place to put one keeps it here.
package final class DerivedFiles: Sendable {
    private let folder: String
    private let room: DerivedRoom
    private let drafts = Atomic<UInt64>(0)

    private static let draftPrefix = "draft-"

    /// - Parameters:
    ///   - folder: nobody else's; it is made where there is none. What was not finished in it goes.
    ///   - limit: bytes of all files together, with those that are being made.
    package init(folder: String, limit: Int) throws(LockerError) {
        (self.folder, room) = (folder, DerivedRoom(limit))
        let found = try translatingSystemErrors { () throws(SystemError) in try DerivedFiles.list(folder) }
        for file in found { remove(room.keep(file.name, file.size)) }
    }

    /// Bytes of files that are kept.
    package var bytes: Int { room.kept }

    /// Bytes that those have room for that are being made.
    package var draftBytes: Int { room.drafted }

    /// The most bytes that one file may have.
    package var largest: Int { room.limit / 2 }

    /// The most bytes that one owner may have being made, with what it is made of.
    package var share: Int { room.share }

    /// The file of a name; nil where there is none.
    package func open(_ name: Digest) -> DerivedFile? {
        guard let size = room.use(name) else { return nil }
        guard let file = try? Descriptor.open(path(of: name), O_RDONLY), let status = try? file.status(),
            status.st_size == off_t(size)
        else {
            // Somebody has taken it away.
            room.forget(name)
            return nil
        }
        // For who lists the folder at the next start.
        futimens(file.number, nil)
        return DerivedFile(descriptor: file, size: size)
    }

    /// A place for a file that is to be made, without room for any bytes yet.
    ///
    /// - Parameter owner: for whom.
    package func begin(for owner: String) throws(LockerError) -> DerivedDraft {
        let number = drafts.wrappingAdd(1, ordering: .relaxed).newValue
        let path = "\(folder)/\(DerivedFiles.draftPrefix)\(number)"
        return try translatingSystemErrors { () throws(SystemError) in
            try DerivedDraft(path: path, owner: owner, in: self)
        }
    }

    /// Keeps what was made, whole, under its name.
    package func keep(_ draft: DerivedDraft, as name: Digest, size: Int) throws(LockerError) {
        try translatingSystemErrors { () throws(SystemError) in
            // A name that the disk has is that of all of the bytes.
            try draft.descriptor.syncContent(subject: draft.path)
            guard rename(draft.path, path(of: name)) == 0 else { throw SystemError("rename", on: draft.path) }
        }
        remove(room.keep(name, size, insteadOf: draft.releaseRoom(), of: draft.owner))
    }

    /// Takes room for what is being made.
    func take(_ bytes: Int, for owner: String) throws(LockerError) {
        let gone = try room.take(bytes, for: owner)
        remove(gone)
    }

    func giveBack(_ bytes: Int, of owner: String) {
        room.giveBack(bytes, of: owner)
    }

    private func remove(_ names: [Digest]) {
        for name in names { unlink(path(of: name)) }
    }

    private func path(of name: Digest) -> String { "\(folder)/\(name.hex)" }

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
