import FoundationEssentials
import Glibc
import LockerAPI
import LockerBase
import LockerClient
import POSIXSupport

/// Brings the content of one entry to a file, which gets its name only when all of it is there.
package struct FileFetch {
    private let connection: LockerConnection
    private let library: String
    private let revision: UInt64?
    private let note: (String) -> Void

    /// - Parameters:
    ///   - revision: the newest when nil.
    ///   - note: hears what a person should know of what has succeeded.
    package init(
        connection: LockerConnection, library: String, revision: UInt64? = nil,
        note: @escaping (String) -> Void = { _ in }
    ) {
        self.connection = connection
        self.library = library
        self.revision = revision
        self.note = note
    }

    /// Writes the entry at `path` to `output` (bytes; a path of the local disk), with its modification time, replacing
    /// a file of that name. What is there and not a regular file (a device, a FIFO) is written into. Returns the bytes
    /// written.
    package func fetch(_ path: EntryPath, to output: [UInt8]) throws(LockerError) -> Int {
        var status = stat()
        let printable = EntryPath.printable(output)
        guard output.withCName({ stat($0, &status) }) == 0 else { return try place(path, at: output) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return try place(path, at: FileFetch.resolved(output))
        case S_IFDIR: throw LockerError(.invalidArgument, "\(printable): a folder; name a file to write to")
        default:
            let number = output.withCName { name in retrying { open(name, O_WRONLY | O_CLOEXEC) } }
            guard number >= 0 else { throw LockerError(SystemError("open", on: printable)) }
            let descriptor = Descriptor(owning: number)
            return try stream(path, to: descriptor.number, called: printable)
        }
    }

    /// Writes the entry at `path` to the open file `number`, from where that stands. Returns the bytes written.
    package func stream(
        _ path: EntryPath, offset: Int = 0, length: Int? = nil, to number: Int32, called name: String
    ) throws(LockerError) -> Int {
        var written = 0
        let stream = ContentStream(connection: connection, library: library, revision: revision, path: path)
        try stream.read(offset: offset, length: length) { (piece) throws(LockerError) in
            var rest = piece[...]
            while !rest.isEmpty {
                let part = UnsafeRawBufferPointer(rebasing: rest)
                let count = retrying { write(number, part.baseAddress, part.count) }
                guard count >= 0 else { throw LockerError(SystemError("write", on: name)) }
                rest = rest.dropFirst(count)
            }
            written += piece.count
        }
        return written
    }

    private func place(_ path: EntryPath, at output: [UInt8]) throws(LockerError) -> Int {
        let slash = output.lastIndex(of: UInt8(ascii: "/"))
        let folder = slash.map { $0 == 0 ? Array("/".utf8) : Array(output[..<$0]) } ?? Array(".".utf8)
        let name = output[(slash.map { $0 + 1 } ?? 0)...]
        guard !name.isEmpty else {
            throw LockerError(.invalidArgument, "\(EntryPath.printable(output)): names no file; add a name")
        }
        let descriptor = try SourceFolder.open(folder).descriptor
        let file: TemporaryFile
        do throws(SystemError) {
            file = try TemporaryFile.make(in: descriptor)
        } catch {
            throw FileFetch.refusal(error, of: EntryPath.printable(folder))
        }
        let passing = DescriptorPassing(over: connection)
        let restored = try passing.run { () throws(LockerError) in
            var request = Locker_V1_RestoreRequest()
            request.library = library
            if let revision { request.revision = revision }
            request.path = Data(path.bytes)
            return try connection.call(LockerMethods.restore, request, descriptor: file.descriptor)
        } otherwise: { () throws(LockerError) in
            try read(path, into: file.descriptor)
        }
        if passing.hasLost { note(DescriptorPassing.warning) }
        if !file.finish(modified: restored.modified, mode: restored.hasMode ? restored.mode : nil).isEmpty {
            note("\(EntryPath.printable(output)): the disk does not keep its time or its permission bits")
        }
        try translatingSystemErrors { () throws(SystemError) in
            try file.descriptor.sync(subject: EntryPath.printable(output))
            try file.place(as: name, replacing: true)
        }
        return Int(clamping: restored.size)
    }

    /// Brings the content through the socket.
    private func read(_ path: EntryPath, into file: Descriptor) throws(LockerError) -> Locker_V1_RestoreResponse {
        var entry = Locker_V1_Entry()
        let reader = LibraryReader(connection: connection, library: library)
        let number = try reader.forEachPage(revision: revision, under: path) { entries in
            if let first = entries.first, first.path.elementsEqual(path.bytes) { entry = first }
        }
        var response = Locker_V1_RestoreResponse()
        let stream = ContentStream(connection: connection, library: library, revision: number, path: path)
        response.size = UInt64(try stream.write(to: file))
        response.modified = entry.modified
        if entry.hasMode { response.mode = entry.mode }
        return response
    }

    /// Why no file can be made in `folder`.
    private static func refusal(_ error: SystemError, of folder: String) -> LockerError {
        // Folders of the kernel's own file systems take no new files, and call that a name that is not there.
        let isKernels = error.number == ENOENT || error.number == EINVAL
        return LockerError(
            SystemError("open", on: folder, number: isKernels ? EROFS : error.number),
            remedy: "no file can be made in that folder; write to another one")
    }

    /// Where a link to a regular file leads, so that the file is replaced and not the link.
    private static func resolved(_ output: [UInt8]) -> [UInt8] {
        guard let real = output.withCName({ realpath($0, nil) }) else { return output }
        defer { free(real) }
        return Array(UnsafeRawBufferPointer(start: real, count: strlen(real)))
    }
}
