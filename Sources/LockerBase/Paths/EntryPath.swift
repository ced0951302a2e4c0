import Glibc

/// The path of an entry in a library: relative, made of bytes as the person's disk had them.
///
/// File names on Linux are bytes, not text; a name that is not UTF-8 is kept as it is. What is refused is what
/// could leave the folder that a restore writes to, or could not have been a file there: no bytes at all, a
/// leading or trailing `/`, a component that is empty, `.` or `..` or longer than 255 bytes (NAME_MAX), a NUL
/// byte, more than 4,095 bytes (PATH_MAX less its NUL).
public struct EntryPath: Hashable, Sendable {
    /// The bytes, components apart by `/`.
    public let bytes: [UInt8]

    /// The most bytes of a path (PATH_MAX without its NUL byte).
    public static let maximumLength = 4095
    /// The most bytes of one of its components (NAME_MAX).
    public static let maximumComponentLength = 255
    /// The most components that the path of an entry in a library has. A restore opens its folders one in another, and
    /// every level costs a look-up.
    public static let maximumDepth = 255

    /// - Throws: ``LockerError/Code/invalidArgument`` with the path and the rule that it breaks.
    ///
    /// Inlinable: elsewhere each path of a page would cost a look-up of generic types at run time.
    @inlinable
    public init(_ bytes: some Collection<UInt8>) throws(LockerError) {
        try self.init(array: Array(bytes))
    }

    @usableFromInline
    init(array bytes: [UInt8]) throws(LockerError) {
        if let flaw = EntryPath.flaw(of: bytes) {
            let shown = EntryPath.printable(bytes.prefix(EntryPath.maximumLength))
            throw LockerError(.invalidArgument, "\(shown): not a path of a library: \(flaw)")
        }
        self.bytes = bytes
    }

    /// The path of which these are the ``bytes``: what was one before is not looked at again.
    public init(known bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The path that the UTF-8 of `text` is.
    public init(_ text: String) throws(LockerError) {
        try self.init(Array(text.utf8))
    }

    /// The components, outermost folder first.
    public var components: [ArraySlice<UInt8>] {
        bytes.split(separator: UInt8(ascii: "/"))
    }

    /// Whether this path lies below `folder`.
    public func isBelow(_ folder: EntryPath) -> Bool {
        bytes.count > folder.bytes.count && bytes[folder.bytes.count] == UInt8(ascii: "/")
            && bytes.starts(with: folder.bytes)
    }

    private static func flaw(of bytes: [UInt8]) -> String? {
        if bytes.isEmpty { return "it is empty" }
        if bytes.count > maximumLength { return "it is longer than \(maximumLength) bytes" }
        if bytes.contains(0) { return "it contains a NUL byte" }
        if bytes.first == UInt8(ascii: "/") { return "it is absolute; name it relative to the library" }
        var start = 0
        while true {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "/")) ?? bytes.count
            if let flaw = flaw(ofComponent: bytes[start..<end]) { return flaw }
            guard end < bytes.count else { return nil }
            start = end + 1
        }
    }

    private static func flaw(ofComponent component: ArraySlice<UInt8>) -> String? {
        if component.isEmpty { return "it has an empty component" }
        if component.count <= 2, component.allSatisfy({ $0 == UInt8(ascii: ".") }) {
            return "'.' and '..' are not allowed in it"
        }
        return component.count > maximumComponentLength
            ? "a component is longer than \(maximumComponentLength) bytes" : nil
    }
}

extension EntryPath: Comparable {
    public static func < (left: EntryPath, right: EntryPath) -> Bool {
        left.bytes.withUnsafeBytes { one in
            right.bytes.withUnsafeBytes { other in
                // A sort of many entries compares little else, and paths of one folder begin with the same bytes.
                guard let first = one.baseAddress, let second = other.baseAddress else {
                    return one.count < other.count
                }
                let order = memcmp(first, second, min(one.count, other.count))
                return order == 0 ? one.count < other.count : order < 0
            }
        }
    }
}

extension EntryPath {
    /// All bytes at once: one by one they take four times as long.
    public func hash(into hasher: inout Hasher) {
        bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}
