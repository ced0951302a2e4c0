import HTTPContent
import Hummingbird
import LockerBase

/// What a URL below `/api/v1/libraries/` names.
struct LibraryPath {
    static let prefix = "/api/v1/libraries/"

    let library: String
    /// Behind the library, as the URL has it: `files/a/b.mp3`.
    private let rest: Substring

    /// - Throws: ``LockerError/Code/invalidArgument`` for a name that is no text.
    init(_ request: Request) throws(LockerError) {
        let path = request.uri.path.dropFirst(LibraryPath.prefix.count)
        let end = path.firstIndex(of: "/") ?? path.endIndex
        guard let bytes = PercentEncoding.decoded(Array(path[..<end].utf8)[...]),
            let name = String(validating: bytes, as: UTF8.self), !name.isEmpty
        else { throw LockerError(.invalidArgument, "the library's name in the URL is no text") }
        library = name
        rest = path[end...].dropFirst()
    }

    /// The path of an entry, behind `files/`.
    func entry() throws(LockerError) -> EntryPath {
        try URLPath.path(rest.dropFirst("files/".count))
    }
}
