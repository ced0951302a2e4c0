import Glibc
import POSIXSupport

/// A folder as a walk looks at it: what it is, what is in it, and what is said of the first of that.
struct FolderLook: Sendable {
    let status: stat
    let content: Result<FolderContent, FolderFlaw>
    let statuses: ItemStatuses?
    /// The numbers of names that not every device can hold beside each other.
    let twins: [(first: Int, second: Int)]

    /// Looks at `folder`, which lies at `path`, as the library has it, where the patterns of `scope` hold around it.
    init(
        at folder: Descriptor, _ path: [UInt8], around scope: IgnoreScope, isRoot: Bool = false
    ) throws(FolderFlaw) {
        do throws(SystemError) { status = try folder.status() } catch { throw FolderFlaw(error) }
        do throws(FolderFlaw) {
            let found = try FolderContent(of: folder, at: path, around: scope, isRoot: isRoot)
            (content, twins) = (.success(found), TwinNames.find(in: found))
            statuses = ItemStatuses(of: found, from: 0, in: folder)
        } catch {
            (content, twins, statuses) = (.failure(error), [], nil)
        }
    }

    /// The same of the folder `name` in `parent`, if it is one. No link is followed.
    static func look(
        at name: [UInt8], in parent: Descriptor, _ path: [UInt8], around scope: IgnoreScope
    ) -> Result<FolderLook, FolderFlaw> {
        let number = name.withCName { name in
            retrying { openat(parent.number, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
        }
        guard number >= 0 else { return .failure(FolderFlaw(SystemError("openat", on: "folder"))) }
        let folder = Descriptor(owning: number)
        return Result { () throws(FolderFlaw) in try FolderLook(at: folder, path, around: scope) }
    }
}

extension Result<FolderLook, FolderFlaw> {
    /// Whether it is for want of descriptors or memory that not all is known.
    var isShort: Bool {
        switch self {
        case .failure(let flaw): return flaw.isShortage
        case .success(let look):
            guard case .failure(let flaw) = look.content else { return false }
            return flaw.isShortage
        }
    }
}
