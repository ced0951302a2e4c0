import Glibc
import LockerBase
import POSIXSupport

/// The file `DIR/store`: the version of the store's format and its identity, as lines of text.
///
///     locker-store 2
///     id 00112233445566778899aabbccddeeff
///
/// In version 2 more lines may follow, which say how its packs are encrypted: this program knows none.
struct StoreFile {
    let storeID: StoreID
    let version: PackVersion

    /// Reads the file in `directory`, or writes a new one, durably, when there is none: for the store that the packs
    /// belong to, when there are any.
    ///
    /// - Parameter version: that of a new file.
    /// - Throws: `failedPrecondition` for what a newer program wrote, `dataLoss` for a file that is no such text.
    static func openOrCreate(
        in directory: String, adopting packs: StoreID?, version: PackVersion = .newest
    ) throws(LockerError) -> StoreFile {
        let path = directory + "/store"
        do {
            let descriptor = try Descriptor.open(path, O_RDONLY)
            var bytes = [UInt8](repeating: 0, count: 256)
            let count = try bytes.withMutableRawBytes { (raw) throws(SystemError) in
                try descriptor.readFully(into: raw, at: 0, subject: path)
            }
            return try parse(String(decoding: bytes[..<count], as: UTF8.self), path: path)
        } catch let error as SystemError where error.number == ENOENT {
            return try create(in: directory, StoreFile(storeID: packs ?? .random(), version: version))
        } catch let error as SystemError {
            throw LockerError(error, remedy: "the daemon must be able to read its own store")
        } catch let error as LockerError {
            throw error
        } catch {
            throw LockerError(.internal, "\(path): unexpected failure", cause: error)
        }
    }

    private static func parse(_ text: String, path: String) throws(LockerError) -> StoreFile {
        let lines = text.split(separator: "\n").map { $0.split(separator: " ") }
        guard let first = lines.first, first.count == 2, first[0] == "locker-store", let number = Int(first[1])
        else { throw damaged(path) }
        guard number <= PackFormat.version else {
            throw LockerError(
                .failedPrecondition,
                "\(path): the store has format \(number), and this lockerd reads up to format "
                    + "\(PackFormat.version); run the newer lockerd that wrote it")
        }
        guard let version = UInt8(exactly: number).flatMap(PackVersion.init), lines.count >= 2, lines[1].count == 2,
            lines[1][0] == "id", let id = StoreID(hex: lines[1][1])
        else { throw damaged(path) }
        if version > .one, lines.count > 2 {
            throw LockerError(
                .failedPrecondition,
                "\(path): says more than this lockerd knows (its third line begins with "
                    + "\(EntryPath.printable((lines[2].first ?? "").utf8))); run the newer lockerd that wrote it")
        }
        return StoreFile(storeID: id, version: version)
    }

    private static func damaged(_ path: String) -> LockerError {
        LockerError(
            .dataLoss,
            "\(path): not a store file; restore it from a backup (its second line is 'id' and the 16 bytes, in "
                + "hexadecimal, at offset 16 of every pack)")
    }

    private static func create(in directory: String, _ file: StoreFile) throws(LockerError) -> StoreFile {
        try translatingSystemErrors(remedy: "the store cannot be created") { () throws(SystemError) in
            try file.write(in: directory)
        }
        return file
    }

    /// Written under another name, made durable and then renamed, so that it is there whole or not at all.
    func write(in directory: String) throws(SystemError) {
        let (path, text) = (directory + "/store", "locker-store \(version.rawValue)\nid \(storeID)\n")
        let draft = try Descriptor.open(path + ".new", O_WRONLY | O_CREAT | O_TRUNC, mode: 0o600)
        try Array(text.utf8).withRawBytes { (raw) throws(SystemError) in
            try draft.writeFully(raw, at: 0, subject: path + ".new")
        }
        guard fsync(draft.number) == 0 else { throw SystemError("fsync", on: path + ".new") }
        guard rename(path + ".new", path) == 0 else { throw SystemError("rename", on: path) }
        try synchronizeDirectory(directory)
    }
}
