/// Something that is called otherwise in a folder than in the library, since the disk takes its name for that of something else
/// there.
package struct PlacedPath: Sendable, Hashable {
    /// In the library.
    package let path: [UInt8]
    /// The same with the name here.
    package let placedAs: [UInt8]

    package init(path: [UInt8], placedAs: [UInt8]) {
        (self.path, self.placedAs) = (path, placedAs)
    }
}
