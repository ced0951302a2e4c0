import LockerBase

/// What an entry is called in an archive: always UTF-8, which is said of each.
///
/// One name that is not spoils the whole archive for Java's readers, and unzip leaves its bytes out.
enum ZIPName {
    /// The name of an entry at `path`. A byte that is not UTF-8 is written as in a URL. Where a program that takes a
    /// backslash for a separator, or a colon for a drive, would leave the folder, they are `_`.
    static func name(of path: EntryPath, isFolder: Bool) -> [UInt8] {
        var bytes = path.bytes
        if path.text == nil { bytes = escaped(bytes) }
        if leavesFolder(bytes) { bytes = bytes.map { separators.contains($0) ? UInt8(ascii: "_") : $0 } }
        return isFolder ? bytes + [UInt8(ascii: "/")] : bytes
    }

    private static let separators = Array("\\:".utf8)

    /// By the rules of Windows.
    private static func leavesFolder(_ bytes: [UInt8]) -> Bool {
        guard bytes.contains(where: { separators.contains($0) }) else { return false }
        let backslash = UInt8(ascii: "\\")
        let isAbsolute = bytes.first == backslash || bytes.dropFirst().first == UInt8(ascii: ":")
        let parts = bytes.split { $0 == UInt8(ascii: "/") || $0 == backslash }
        let parent = Array("..".utf8)
        return isAbsolute || parts.contains { $0.elementsEqual(parent) }
    }

    private static func escaped(_ bytes: [UInt8]) -> [UInt8] {
        var name: [UInt8] = []
        var rest = bytes[...]
        while let first = rest.first {
            var decoder = UTF8()
            var iterator = rest.makeIterator()
            if case .scalarValue(let scalar) = decoder.decode(&iterator) {
                let width = UTF8.width(scalar)
                name += rest.prefix(width)
                rest = rest.dropFirst(width)
            } else {
                name += Array(PercentEncoding.encoded([first]) { _ in false }.utf8)
                rest = rest.dropFirst()
            }
        }
        return name
    }
}
