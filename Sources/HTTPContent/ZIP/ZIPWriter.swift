import LockerBase

/// Gives an archive piece by piece. Whoever sends it asks for one piece after the other, and gives the content of
/// entries to ``add(_:)`` as it passes by:
///
///     while let piece = try writer.next() {
///         switch piece {
///         case .literal(let bytes): …
///         case .content(let index): …
///         }
///     }
package struct ZIPWriter: Sendable {
    /// A piece of an archive.
    package enum Piece: Hashable, Sendable {
        /// These bytes.
        case literal([UInt8])
        /// The content of the entry of this number, of which each byte goes to ``ZIPWriter/add(_:)`` before the next
        /// piece is asked for.
        case content(Int)
    }

    /// What comes next.
    private enum Step {
        /// The headers of entries from this one on.
        case headers(Int)
        /// The content of this one.
        case content(Int)
        /// What is behind it.
        case descriptor(Int)
        /// The directory from this one on.
        case directory(Int)
        case done
    }

    /// So many bytes are enough for one piece.
    private static let enough = 65_536

    private let layout: ZIPLayout
    private var step = Step.headers(0)
    private var checksums: [UInt32]
    private var checksum = CRC32()
    private var received: UInt64 = 0

    /// Begins with the first byte of an archive.
    package init(_ layout: ZIPLayout) {
        self.layout = layout
        checksums = Array(repeating: 0, count: layout.entries.count)
    }

    /// The next piece; nil behind the last one.
    ///
    /// - Throws: ``LockerError/Code/changed`` when the content of the last entry is not as long as was said: the archive
    ///   cannot become what it should.
    package mutating func next() throws(LockerError) -> Piece? {
        switch step {
        case .headers(let first):
            let bytes = headers(from: first)
            // Of an archive without entries, or where the last of many ended a piece, the directory is next.
            if bytes.isEmpty { return try next() }
            return .literal(bytes)
        case .content(let index):
            step = .descriptor(index)
            checksum = CRC32()
            received = 0
            return .content(index)
        case .descriptor(let index):
            let bytes = try descriptor(index)
            return .literal(bytes + headers(from: index + 1))
        case .directory(let first):
            return .literal(directory(from: first))
        case .done:
            return nil
        }
    }

    /// Takes note of bytes of the content that was asked for last.
    package mutating func add(_ bytes: UnsafeRawBufferPointer) {
        checksum.add(bytes)
        received += UInt64(bytes.count)
    }

    /// Headers of entries, up to one that has content.
    private mutating func headers(from first: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        for index in first..<layout.entries.count {
            bytes += layout.localHeader(index)
            if layout.entries[index].size > 0 {
                step = .content(index)
                return bytes
            }
            if bytes.count >= ZIPWriter.enough {
                step = .headers(index + 1)
                return bytes
            }
        }
        step = .directory(0)
        return bytes
    }

    private mutating func descriptor(_ index: Int) throws(LockerError) -> [UInt8] {
        let entry = layout.entries[index]
        guard received == entry.size else {
            throw LockerError(
                .changed,
                "\(entry.path): \(received) bytes came for an archive, and not \(entry.size); ask for it again")
        }
        checksums[index] = checksum.value
        return layout.descriptor(index, checksum: checksum.value)
    }

    /// Headers of the directory, and the end behind the last.
    private mutating func directory(from first: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        for index in first..<layout.entries.count {
            bytes += layout.centralHeader(index, checksum: checksums[index])
            if bytes.count >= ZIPWriter.enough {
                step = .directory(index + 1)
                return bytes
            }
        }
        step = .done
        return bytes + layout.end()
    }
}
