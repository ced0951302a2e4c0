import FoundationEssentials
import LockerAPI
import LockerBase
import LockerClient
import POSIXSupport
import Recipes

/// The contents of one revision's entries, read and held against files that are there. For one thread.
final class RevisionContents {
    private let connection: LockerConnection
    private let library: String
    private let revision: UInt64
    private lazy var cutter = FileCutter()

    init(_ connection: LockerConnection, _ library: String, _ revision: UInt64) {
        self.connection = connection
        self.library = library
        self.revision = revision
    }

    func stream(_ path: EntryPath) -> ContentStream {
        ContentStream(connection: connection, library: library, revision: revision, path: path)
    }

    /// Whether `file` has the content of `entry`: by its recipe, and where that is not known, or another program cut it
    /// differently, by its bytes.
    func isContent(of file: Descriptor, _ entry: Locker_V1_Entry, _ path: EntryPath) throws(LockerError) -> Bool {
        let source = DescriptorSource(descriptor: file, size: Int(clamping: entry.size), name: "\(path)")
        do throws(LockerError) {
            if !entry.blob.isEmpty {
                let recipe = try cutter.cut(source) { _ in }.recipe.encoded()
                if SHA256.digest(of: recipe).bytes.elementsEqual(entry.blob) { return true }
            }
        } catch let error where error.code == .changed || error.code == .system {
            return false
        }
        return try hasBytes(of: entry, path, in: file)
    }

    /// The same by the bytes alone.
    func hasBytes(
        of entry: Locker_V1_Entry, _ path: EntryPath, in file: Descriptor
    ) throws(LockerError) -> Bool {
        var isSame = true
        var offset = 0
        try stream(path).read { (piece) throws(LockerError) in
            isSame = isSame && RevisionContents.holds(file, piece, at: offset)
            offset += piece.count
        }
        return isSame && offset == Int(clamping: entry.size)
    }

    private static func holds(_ file: Descriptor, _ piece: UnsafeRawBufferPointer, at offset: Int) -> Bool {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: piece.count, alignment: 16)
        defer { buffer.deallocate() }
        return (try? file.readFully(into: buffer, at: offset)) == piece.count && buffer.elementsEqual(piece)
    }
}
