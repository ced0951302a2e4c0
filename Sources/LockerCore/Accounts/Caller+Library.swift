import LockerBase
import Metadata

extension Caller {
    /// The caller's library called `name`.
    ///
    /// - Throws: ``LockerError/Code/notFound``.
    func library(named name: String, in metadata: any MetadataStore) throws(LockerError) -> Library {
        guard let library = try metadata.libraries.library(named: name, of: account) else {
            throw LockerError(
                .notFound, "'\(EntryPath.printable(name.utf8))': no such library", details: [.library: name],
                hint: .listLibraries)
        }
        return library
    }
}
