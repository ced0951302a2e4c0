import Glibc
import LockerBase
import POSIXSupport

/// Which path of a library has what the disk finds, for all threads of one restore: of several paths that reach the
/// same file or folder, or the same listed name, one.
final class RestoreClaims: Sendable {
    private struct Owners {
        /// By disk. Entries by their numbers, since a million of them may be claimed; what is none (a folder) is below
        /// zero, and its path is in `others`.
        var identities: [UInt64: InodeTable] = [:]
        var others: [[UInt8]] = []
        var listed: [[UInt8]: [UInt8]] = [:]
        /// As ``identities``, of files that this restore has made and that have several links at once: NTFS counts a short
        /// name among them.
        var linked: [UInt64: InodeTable] = [:]

        func owner(of found: FoundItem, besides path: [UInt8], _ names: LibraryNames) throws(SystemError) -> [UInt8]? {
            let identity = found.identity
            let own = found.isShared ? nil : identities[identity.device]?[identity.inode]
            if let number = own ?? linked[identity.device]?[identity.inode] {
                let owner = number < 0 ? others[Int(~number)] : try names.path(of: Int(number))
                if owner != path { return owner }
            }
            if let listed = found.listed, let owner = self.listed[listed], owner != path { return owner }
            return nil
        }

        mutating func set(_ found: FoundItem, to path: [UInt8], _ number: Int?, of count: Int) {
            let known = number.flatMap { Int32(exactly: $0) } ?? ~Int32(others.count)
            if known < 0 { others.append(path) }
            if found.isShared {
                Owners.set(found.identity, to: known, of: count, in: &linked)
            } else {
                Owners.set(found.identity, to: known, of: count, in: &identities)
            }
        }

        private static func set(
            _ identity: FileIdentity, to number: Int32, of count: Int, in tables: inout [UInt64: InodeTable]
        ) {
            // Most of what is restored goes to one disk.
            let expected = tables.isEmpty ? count : 0
            tables[identity.device, default: InodeTable(expecting: expected)].set(identity.inode, to: number)
        }
    }

    private let names: LibraryNames
    private let isExact: Bool
    private let owners = Monitor(Owners())
    private let twins = Monitor<Set<Int>?>(nil)
    private let telling = Monitor<Set<UInt64>>([])
    /// See ``inTurn(_:)``.
    let turn = Monitor(false)

    /// - Parameters:
    ///   - names: of the library that is restored.
    ///   - isExact: whether what the disk lists under another name than the one by which it finds it is always another's.
    ///     A folder that is walked later is what it lists.
    init(_ names: LibraryNames = LibraryNames(), isExact: Bool = false) {
        (self.names, self.isExact) = (names, isExact)
    }

    /// Runs `body` while no other thread does: a look at a place that several paths may reach with the claim of what is
    /// there, or a file's getting its name with the claim of the file.
    func inTurn<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        try turn.withLock { (_: inout Bool) throws(Failure) -> Result in try body() }
    }

    /// What has what was found, besides `path`: a path of the library that is listed so, or one that claimed it.
    func owner(of found: FoundItem, besides path: [UInt8]) throws(SystemError) -> [UInt8]? {
        if let listed = found.listed, try isAnother(listed) { return listed }
        return try owners.withLock { (owners) throws(SystemError) in
            try owners.owner(of: found, besides: path, names)
        }
    }

    /// Whether what the disk lists under this name, and finds by another one, is not what is looked for.
    private func isAnother(_ listed: [UInt8]) throws(SystemError) -> Bool {
        if isExact { return true }
        return try names.contains(listed)
    }

    /// Lets `path` have what was found. Returns what has it already.
    ///
    /// - Parameter stays: whether that file itself is to stay. The number of one that is replaced will be another's.
    func claim(_ found: FoundItem, for path: [UInt8], stays: Bool = true) throws(SystemError) -> [UInt8]? {
        if let listed = found.listed, try isAnother(listed) { return listed }
        let number = try names.number(of: path)
        return try owners.withLock { (owners) throws(SystemError) in
            if let owner = try owners.owner(of: found, besides: path, names) { return owner }
            if stays, !found.isShared { owners.set(found, to: path, number, of: names.count) }
            if let listed = found.listed { owners.listed[listed] = path }
            return nil
        }
    }

    /// Lets `path` have what this restore has just put there.
    func record(_ status: stat, for path: [UInt8]) throws(SystemError) {
        let number = try names.number(of: path)
        owners.withLock { $0.set(FoundItem(status), to: path, number, of: names.count) }
    }

    /// Notes that the disk lists `names` in a folder: one that lists capital letters lists names as they were given to
    /// it.
    func note(listed names: FolderNames, in folder: Descriptor) {
        let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
        guard names.contains(where: { $0.name.contains { capitals ~= $0 } }) else { return }
        guard let status = try? folder.status() else { return }
        telling.withLock { _ = $0.insert(UInt64(status.st_dev)) }
    }

    /// Listings of folders, of which these claims hear.
    func listings() -> FolderListings {
        FolderListings { self.note(listed: $0, in: $1) }
    }

    /// Whether what was found at `path` may be another entry's, and its name does not tell: it is listed under a name
    /// that is neither's, or under none, or on a disk that may list all names in small letters.
    func isDoubtful(_ found: FoundItem, at path: [UInt8], _ status: stat) throws(SystemError) -> Bool {
        if found.isUntold { return true }
        guard found.listed != nil || !telling.withLock({ $0.contains(UInt64(status.st_dev)) }) else { return false }
        return try hasTwin(path)
    }

    /// Whether some disk may take `path`, of an entry or a folder, for another one of the library.
    func hasTwin(_ path: [UInt8]) throws(SystemError) -> Bool {
        // Of one that is walked, it may also be something that the library does not have.
        if isExact { return true }
        let known = try twins.withLock { (twins) throws(SystemError) in
            let known = if let twins { twins } else { try names.twins() }
            twins = known
            return known
        }
        return !known.isEmpty && known.contains(TwinPaths.fold(path))
    }
}
