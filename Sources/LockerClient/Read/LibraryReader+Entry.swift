import FoundationEssentials
import LockerAPI
import LockerBase

extension LibraryReader {
    /// The entry at `path` in `revision` (the newest when nil); nil where there is none, and where there is a folder
    /// with something in it.
    public func entry(at path: EntryPath, revision: UInt64? = nil) throws(LockerError) -> Locker_V1_Entry? {
        var request = Locker_V1_ListRequest()
        request.library = library
        if let revision { request.revision = revision }
        request.under = Data(path.bytes)
        request.limit = 1
        // What lies below a folder is not looked for any longer than a page takes.
        request.partial = true
        let found = try connection.call(LockerMethods.list, request).entries.first
        return found.flatMap { $0.path.elementsEqual(path.bytes) ? $0 : nil }
    }
}
