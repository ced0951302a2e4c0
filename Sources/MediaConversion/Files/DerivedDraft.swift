import Glibc
import POSIXSupport

/// A file that is being made; it goes when nobody refers to it and it was not kept.
package final class DerivedDraft: Sendable {
    /// Open to be written, and read.
    package let descriptor: Descriptor
    let path: String

    init(path: String) throws(SystemError) {
        self.path = path
        descriptor = try Descriptor.open(path, O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
    }

    deinit {
        // Nothing of this name where it was kept: then it has another one.
        unlink(path)
    }
}
