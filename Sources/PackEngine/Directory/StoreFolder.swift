import Glibc
import LockerBase
import POSIXSupport

/// The folder that a store is in, or is to be in: a store is made nowhere but where nothing is.
public enum StoreFolder {
    /// What is in a folder.
    public enum Contents: Sendable {
        /// There is no such folder.
        case missing
        /// Nothing that counts: what a new file system has, or what a start leaves that was killed before there was a
        /// store.
        case empty
        /// Packs, which make it a store.
        case store
    }

    /// The names that do not count besides those of the folder itself and the one above.
    private static let beginnings: Set = [".", "..", "lost+found", "lock", "store.new"]

    /// `directory` without slashes at its end.
    public static func normalized(_ directory: String) -> String {
        var result = directory[...]
        while result.count > 1, result.last == "/" { result.removeLast() }
        return String(result)
    }

    /// Checks that `directory` holds a store, or that one may be made there.
    ///
    /// - Throws: `notFound` when there is none and it must be there; `failedPrecondition` when the folder holds
    ///   something else, or a store without its packs; `permissionDenied` or `system` when it cannot be looked into.
    @discardableResult
    public static func check(_ directory: String, mustExist: Bool) throws(LockerError) -> Contents {
        let contents = try contents(of: directory)
        guard contents != .store, mustExist else { return contents }
        throw LockerError(
            .notFound,
            "\(directory): there is no store, and none may be made: see that its disk is mounted; lockerd --init --store "
                + "\(directory) makes one")
    }

    /// Checks that `directory`, which must be there, holds a store, or that a backup of one may be begun there.
    static func checkBackup(_ directory: String) throws(LockerError) {
        // A folder of that name is somebody else's.
        var status = stat()
        if stat(directory + "/store", &status) == 0, status.st_mode & S_IFMT == S_IFREG { return }
        guard let one = try names(in: directory)?.subtracting(beginnings).min() else { return }
        throw LockerError(
            .failedPrecondition,
            "\(directory): is not empty (there is \(EntryPath.printable(one.utf8))), and holds no backup; name another directory"
        )
    }

    private static func contents(of directory: String) throws(LockerError) -> Contents {
        guard let names = try names(in: directory) else { return .missing }
        if names.contains("packs") { return try checkPacks(directory + "/packs") }
        let strange = names.subtracting(beginnings)
        guard let one = strange.min() else { return .empty }
        if strange.contains("store") || strange.contains("metadata.sqlite") {
            throw LockerError(
                .failedPrecondition,
                "\(directory): holds a store without its packs: put packs/ back, from where it was moved to or from a backup"
            )
        }
        throw LockerError(
            .failedPrecondition,
            "\(directory): is no store, and not empty (there is \(EntryPath.printable(one.utf8))); name another directory"
        )
    }

    private static func checkPacks(_ path: String) throws(LockerError) -> Contents {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw LockerError(
                SystemError("stat", on: path),
                remedy: "the packs of the store are there; see that their disk is mounted")
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw LockerError(.failedPrecondition, "\(path): is not a folder, as that of a store's packs is")
        }
        return .store
    }

    /// The names in `directory`; nil when there is no such folder.
    private static func names(in directory: String) throws(LockerError) -> Set<String>? {
        guard let handle = opendir(directory) else {
            let error = SystemError("opendir", on: directory)
            var status = stat()
            // What leads nowhere is no place to make a store in: a link to a disk that is not mounted, say.
            if error.number == ENOENT, lstat(directory, &status) != 0 { return nil }
            let remedy = error.number == ENOTDIR ? "a store is a folder" : "lockerd must be able to look into it"
            throw LockerError(error, remedy: remedy)
        }
        defer { closedir(handle) }
        var names: Set<String> = []
        errno = 0
        while let entry = readdir(handle) { names.insert(fileName(of: entry)) }
        guard errno == 0 else { throw LockerError(SystemError("readdir", on: directory)) }
        return names
    }
}
