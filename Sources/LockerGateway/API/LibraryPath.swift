import HTTPContent
import Hummingbird
import LockerBase

/// What a URL below `/api/v1/libraries/` names.
package struct LibraryPath: Sendable {
    package static let prefix = "/api/v1/libraries/"

    package let library: String
    /// Behind the library, as the URL has it: `files/a/b.mp3`.
    private let rest: ArraySlice<UInt8>

    /// - Throws: ``LockerError/Code/invalidArgument`` for a name that is no text.
    init(_ request: Request) throws(LockerError) {
        try self.init(request.uri.path)
    }

    /// Takes the path of a URL apart, byte by byte and at its own slashes. The router passes over components without
    /// bytes: what it lets through may begin with other bytes than the prefix.
    ///
    /// - Throws: ``LockerError/Code/notFound`` for a path that is not below the prefix,
    ///   ``LockerError/Code/invalidArgument`` for a name that is no text.
    package init(_ path: String) throws(LockerError) {
        guard path.utf8.starts(with: LibraryPath.prefix.utf8) else { throw LibraryPath.isNone }
        let below = Array(path.utf8.dropFirst(LibraryPath.prefix.utf8.count))
        let end = below.firstIndex(of: UInt8(ascii: "/")) ?? below.endIndex
        guard let bytes = PercentEncoding.decoded(below[..<end]),
            let name = String(validating: bytes, as: UTF8.self), !name.isEmpty
        else { throw LockerError(.invalidArgument, "the library's name in the URL is no text") }
        library = name
        rest = below[end...].dropFirst()
    }

    /// The path of an entry, behind `files/`.
    ///
    /// - Throws: ``LockerError/Code/notFound`` where something else is there.
    package func entry() throws(LockerError) -> EntryPath {
        let place = Array("files/".utf8)
        guard rest.starts(with: place) else { throw LibraryPath.isNone }
        return try URLPath.path(String(decoding: rest.dropFirst(place.count), as: UTF8.self))
    }

    private static var isNone: LockerError {
        LockerError(.notFound, "nothing is at this URL: a component in front of the path has no bytes")
    }
}
