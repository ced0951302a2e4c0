import POSIXSupport

/// A file with what was made, whole. It can be read as long as this is referred to, whatever becomes of its name.
package struct DerivedFile: Sendable {
    package let descriptor: Descriptor
    /// Its bytes.
    package let size: Int

    package init(descriptor: Descriptor, size: Int) {
        (self.descriptor, self.size) = (descriptor, size)
    }
}
