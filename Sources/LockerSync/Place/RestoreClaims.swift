import Glibc
import LockerBase
import POSIXSupport

/// Which path of a library has what the disk finds, for all threads of one restore: of several paths that reach the
/// same file or folder, or the same listed name, one.
final class RestoreClaims: Sendable {
    private struct Owners {
        /// Entries by their numbers, since a million of them may be claimed; what is none (a folder) is below zero, and
        /// its path is in `others`.
        var identities: [FileIdentity: Int32] = [:]
        var others: [[UInt8]] = []
        var listed: [[UInt8]: [UInt8]] = [:]

        func owner(of found: FoundItem, besides path: [UInt8], _ names: LibraryNames) -> [UInt8]? {
            if let identity = found.identity, let number = identities[identity] {
                let owner = number < 0 ? others[Int(~number)] : names.path(of: Int(number))
                if owner != path { return owner }
            }
            if let listed = found.listed, let owner = self.listed[listed], owner != path { return owner }
            return nil
        }

        mutating func set(_ identity: FileIdentity, to path: [UInt8], _ number: Int?) {
            if let number, let known = Int32(exactly: number) {
                identities[identity] = known
            } else {
                identities[identity] = ~Int32(others.count)
                others.append(path)
            }
        }
    }

    private let names: LibraryNames
    private let owners = Monitor(Owners())
    private let twins = Monitor<Set<Int>?>(nil)
    private let telling = Monitor<Set<UInt64>>([])
    private let turn = Monitor(false)

    /// - Parameter names: of the library that is restored.
    init(_ names: LibraryNames = LibraryNames()) {
        self.names = names
    }

    /// Runs `body` while no other thread does: a look at a place that several paths may reach with the claim of what is
    /// there, or a file's getting its name with the claim of the file.
    func inTurn<Result, Failure: Error>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        try turn.withLock { (_: inout Bool) throws(Failure) -> Result in try body() }
    }

    /// What has what was found, besides `path`: a path of the library that is listed so, or one that claimed it.
    func owner(of found: FoundItem, besides path: [UInt8]) -> [UInt8]? {
        if let listed = found.listed, names.contains(listed) { return listed }
        return owners.withLock { $0.owner(of: found, besides: path, names) }
    }

    /// Lets `path` have what was found. Returns what has it already.
    ///
    /// - Parameter stays: whether that file itself is to stay. The number of one that is replaced will be another's.
    func claim(_ found: FoundItem, for path: [UInt8], stays: Bool = true) -> [UInt8]? {
        if let listed = found.listed, names.contains(listed) { return listed }
        let number = names.number(of: path)
        return owners.withLock { owners in
            if let owner = owners.owner(of: found, besides: path, names) { return owner }
            if stays, let identity = found.identity { owners.set(identity, to: path, number) }
            if let listed = found.listed { owners.listed[listed] = path }
            return nil
        }
    }

    /// Lets `path` have what this restore has just put there.
    func record(_ status: stat, for path: [UInt8]) {
        guard let identity = FoundItem(status).identity else { return }
        let number = names.number(of: path)
        owners.withLock { $0.set(identity, to: path, number) }
    }

    /// Notes that the disk lists `names` in a folder: one that lists capital letters lists names as they were given to
    /// it.
    func note(listed names: Set<[UInt8]>, in folder: Descriptor) {
        guard names.contains(where: { $0.contains { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 } }) else { return }
        guard let status = try? folder.status() else { return }
        telling.withLock { _ = $0.insert(UInt64(status.st_dev)) }
    }

    /// Listings of folders, of which these claims hear.
    func listings() -> FolderListings {
        FolderListings { self.note(listed: $0, in: $1) }
    }

    /// Whether what was found at `path` may be another entry's, and its name does not tell: it is listed under a name
    /// that is neither's, or under none, or on a disk that may list all names in small letters.
    func isDoubtful(_ found: FoundItem, at path: [UInt8], _ status: stat) -> Bool {
        if found.isUntold { return true }
        guard found.listed != nil || !telling.withLock({ $0.contains(UInt64(status.st_dev)) }) else { return false }
        return hasTwin(path)
    }

    /// Whether some disk may take `path`, of an entry or a folder, for another one of the library.
    func hasTwin(_ path: [UInt8]) -> Bool {
        let known = twins.withLock { twins in
            let known = twins ?? names.twins()
            twins = known
            return known
        }
        return !known.isEmpty && known.contains(LibraryNames.fold(path))
    }
}
