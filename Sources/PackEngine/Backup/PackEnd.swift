/// What the ends of a pack say of what is in it, for one copy of it to be held against another.
struct PackEnd {
    /// In bytes; nil when the pack cannot be opened.
    private let size: Int?
    /// Nil when the pack is not sealed, or its end cannot be read.
    private let trailer: PackTrailer?
    /// Nil when neither end can be read.
    private let salt: UInt64?

    /// - Parameter size: as far as it is known.
    init(_ name: PackName, in storage: any PackStorage, size: Int? = nil) {
        let file = try? storage.open(name)
        let length = size ?? (try? file?.size())
        let trailer = length.flatMap { length in
            file.flatMap { try? PackContents.readTrailer($0, name: name, size: length) }
        }
        if let trailer {
            salt = trailer.salt
        } else if let file, case .valid(let header)? = try? PackContents.readHeader(file) {
            salt = header.salt
        } else {
            salt = nil
        }
        (self.size, self.trailer) = (length, trailer)
    }

    /// Whether it can be told whose this is.
    var isReadable: Bool { salt != nil }

    /// Whether this copy has every record that the store's pack has. Records are only ever added to a pack, and to none
    /// that is sealed. The number of a pack that was given up may have been given again: the salts tell.
    ///
    /// - Parameter row: what the index has of the store's pack.
    func holdsAll(of pack: PackEnd, _ row: PackRow?) -> Bool {
        let isWhole = trailer != nil && row?.isSealed == true && row?.size == size
        // What the store itself can make nothing of replaces nothing: this may be the only whole copy.
        guard let known = pack.salt else { return isWhole || row == nil }
        guard let trailer, trailer.salt == known else { return false }
        // This copy may have been sealed by itself, when somebody served it, and the store's have gone on.
        if let other = pack.trailer { return trailer.recordCount >= other.recordCount }
        return isWhole || (pack.size ?? 0) <= trailer.footerOffset
    }
}
