import Glibc
import LockerBase
import POSIXSupport

/// What is in one folder as a walk takes it.
struct FolderContent {
    /// In byte order, each once; without files on their way to their own names, whosever they are.
    let names: FolderNames
    /// Which of them are left out; nil when none is.
    let exclusions: FolderExclusions?
    /// The patterns that hold in it.
    let scope: IgnoreScope
    /// Whether it says that it is a cache: then its tag is the only name.
    let isCache: Bool
    let ignoreFile: IgnoreFile?
    /// The lines of that which are too long to be patterns.
    let longLines: [Int]

    /// Reads `folder`, which lies at `path`, as the library has it.
    ///
    /// - Parameters:
    ///   - scope: the patterns that hold around it.
    ///   - isRoot: whether it is the folder that is walked, which somebody has named: that one is no cache.
    init(
        of folder: Descriptor, at path: [UInt8], around scope: IgnoreScope, isRoot: Bool = false
    ) throws(FolderFlaw) {
        let rules = scope.rules
        let all = try FolderContent.names(in: folder)
        isCache = rules.skipsCaches && !isRoot && all.contains(CacheTag.name) && CacheTag.isValid(in: folder)
        let names = isCache ? all.only(CacheTag.name) : all
        self.names = names
        let hasFile = rules.readsFiles && names.contains(IgnoreFile.name)
        ignoreFile = try hasFile ? IgnoreFile.read(in: folder, at: path) : nil
        if let ignoreFile {
            let (list, longLines) = IgnoreList.parsing(ignoreFile)
            self.scope = scope.adding(list, at: path)
            self.longLines = longLines
        } else {
            self.scope = scope
            longLines = []
        }
        exclusions = FolderExclusions(of: names, at: path, by: self.scope) { index in
            FolderContent.isFolder(index, of: names, in: folder)
        }
    }

    /// Whether nothing of it stays.
    var isEmpty: Bool { names.count == exclusions?.count ?? 0 }

    private static func names(in folder: Descriptor) throws(FolderFlaw) -> FolderNames {
        do throws(SystemError) {
            var names = try readFolder(folder)
            names.removeHidden { TemporaryFiles.isTemporary($0.name) && !isFolder($0, in: folder) }
            names.sort()
            return names
        } catch {
            throw FolderFlaw(error)
        }
    }

    /// Whether an item is a folder. No folder is on its way to another name: one that is called so is a person's.
    private static func isFolder(_ item: FolderItem, in folder: Descriptor) -> Bool {
        guard item.type == DT_UNKNOWN else { return item.type == DT_DIR }
        var status = stat()
        let isThere = item.name.withCName { fstatat(folder.number, $0, &status, AT_SYMLINK_NOFOLLOW) } == 0
        return isThere && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The same of the name of this number.
    private static func isFolder(_ index: Int, of names: FolderNames, in folder: Descriptor) -> Bool {
        guard names.type(of: index) == DT_UNKNOWN else { return names.type(of: index) == DT_DIR }
        return names.status(of: index, in: folder.number).map { $0.st_mode & S_IFMT == S_IFDIR } ?? false
    }
}
