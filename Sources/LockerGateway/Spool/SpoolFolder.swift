import Foundation
import Glibc
import LockerBase
import POSIXSupport

/// The folder where uploads are: of each a file of bytes, until it is committed, and a record beside it. Where there is no
/// record there is no upload.
struct SpoolFolder: Sendable {
    /// An upload as it was found.
    struct Found {
        let id: UploadID
        let record: UploadRecord
        /// Bytes of it that are there, and when the last of them came, in seconds since 1970.
        let size: Int
        let touched: Int64
    }

    private static let (bytes, record, draft) = (".bytes", ".json", ".new")
    private static let recordLimit = 256 << 10

    /// What a record of any form has.
    private struct Form: Decodable {
        let version: Int
    }

    private let path: String
    private let folder: Descriptor

    /// Makes the folder where there is none.
    init(_ path: String) throws(LockerError) {
        self.path = path
        folder = try SpoolFolder.onDisk { () throws(SystemError) in
            guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw SystemError("mkdir", on: path) }
            // Else all that is in it could go with it. Who has made it may have been killed before this.
            try Descriptor.open(path + "/..", O_RDONLY | O_DIRECTORY).sync(subject: path)
            return try Descriptor.open(path, O_RDONLY | O_DIRECTORY)
        }
    }

    /// What fails on the disk is never the caller's own doing, and where it is not the caller's to know.
    static func onDisk<Result>(_ body: () throws(SystemError) -> Result) throws(LockerError) -> Result {
        do throws(SystemError) {
            return try body()
        } catch {
            throw SpoolFolder.failure(error)
        }
    }

    static func failure(_ error: SystemError) -> LockerError {
        guard !error.isShortage else { return LockerError(error) }
        return LockerError(.system, "\(error); look at the disk of the gateway's state", cause: error)
    }

    /// Makes a file for the bytes of an upload.
    func makeBytes(of id: UploadID) throws(LockerError) -> Descriptor {
        try open(id, O_RDWR | O_CREAT | O_EXCL)
    }

    /// The file with the bytes of an upload, and how many there are.
    func openBytes(of id: UploadID) throws(LockerError) -> (file: Descriptor, size: Int) {
        let file = try open(id, O_RDWR)
        let status = try SpoolFolder.onDisk { () throws(SystemError) in try file.status() }
        return (file, Int(status.st_size))
    }

    private func open(_ id: UploadID, _ flags: Int32) throws(LockerError) -> Descriptor {
        let name = place(id, SpoolFolder.bytes)
        return try SpoolFolder.onDisk { () throws(SystemError) in
            try Descriptor.open(name, flags, mode: 0o600)
        }
    }

    /// Puts a record in the place of the one before. It is on the disk when this returns.
    func write(_ record: UploadRecord, of id: UploadID) throws(LockerError) {
        guard let bytes = try? JSONEncoder().encode(record), bytes.count <= SpoolFolder.recordLimit else {
            throw LockerError(.internal, "the record of an upload cannot be written")
        }
        let (draft, name) = (place(id, SpoolFolder.draft), place(id, SpoolFolder.record))
        try SpoolFolder.onDisk { () throws(SystemError) in
            let file = try Descriptor.open(draft, O_WRONLY | O_CREAT | O_TRUNC, mode: 0o600)
            try Array(bytes).withUnsafeBufferPointer { (buffer) throws(SystemError) in
                try file.writeFully(UnsafeRawBufferPointer(buffer), at: 0, subject: draft)
            }
            try file.sync(subject: draft)
            guard rename(draft, name) == 0 else { throw SystemError("rename", on: name) }
            try folder.sync(subject: path)
        }
    }

    /// Removes the bytes of an upload that is committed.
    func removeBytes(of id: UploadID) {
        unlink(place(id, SpoolFolder.bytes))
    }

    /// Removes the record of an upload, without which the rest is nothing.
    func removeRecord(of id: UploadID) throws(LockerError) {
        let name = place(id, SpoolFolder.record)
        try SpoolFolder.onDisk { () throws(SystemError) in
            guard unlink(name) == 0 || errno == ENOENT else { throw SystemError("unlink", on: name) }
        }
    }

    /// Makes sure that what was removed does not come back.
    func sync() throws(LockerError) {
        try SpoolFolder.onDisk { () throws(SystemError) in try folder.sync(subject: path) }
    }

    /// Removes an upload, its record first. After a loss of power it may be there again.
    func remove(_ id: UploadID) {
        for ending in [SpoolFolder.record, SpoolFolder.draft, SpoolFolder.bytes] { unlink(place(id, ending)) }
    }

    /// All uploads; what else is there, left by one who was killed, is removed.
    func load() throws(LockerError) -> [Found] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw LockerError(.system, "\(path): the folder of uploads cannot be read", cause: error)
        }
        var found: [Found] = []
        for id in Set(names.compactMap { name in UploadID(name.prefix { $0 != "." }) }) {
            if let upload = try read(id) { found.append(upload) } else { remove(id) }
        }
        return found
    }

    /// Nil where there is no record, or none that can be understood.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` for one of a newer version: what belongs to it is not to go.
    private func read(_ id: UploadID) throws(LockerError) -> Found? {
        let name = place(id, SpoolFolder.record)
        guard let status = try look(at: name), Int(status.st_size) <= SpoolFolder.recordLimit else { return nil }
        // One that cannot be read at this moment may be right.
        guard let bytes = FileManager.default.contents(atPath: name) else {
            throw LockerError(.system, "\(name): the record of an upload cannot be read")
        }
        if let form = try? JSONDecoder().decode(Form.self, from: bytes), form.version > UploadRecord.newest {
            throw LockerError(
                .failedPrecondition, "\(name): written by a newer version of locker-gateway; start that version")
        }
        guard let record = try? JSONDecoder().decode(UploadRecord.self, from: bytes) else { return nil }
        // Who was killed at the end of a commit may have left its bytes.
        if record.outcome != nil { removeBytes(of: id) }
        let content = try look(at: place(id, SpoolFolder.bytes))
        guard content != nil || record.outcome != nil else { return nil }
        let touched = max(Int64(status.st_mtim.tv_sec), content.map { Int64($0.st_mtim.tv_sec) } ?? 0)
        return Found(id: id, record: record, size: content.map { Int($0.st_size) } ?? 0, touched: touched)
    }

    /// Of a file; nil where there is none.
    private func look(at name: String) throws(LockerError) -> stat? {
        try SpoolFolder.onDisk { () throws(SystemError) -> stat? in
            var found = stat()
            if stat(name, &found) == 0 { return found }
            guard errno == ENOENT else { throw SystemError("stat", on: name) }
            return nil
        }
    }

    private func place(_ id: UploadID, _ ending: String) -> String { "\(path)/\(id)\(ending)" }
}
