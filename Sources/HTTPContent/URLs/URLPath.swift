import LockerBase

/// Paths of entries as the last components of a URL's path, such as `Bj%C3%B6rk/01.mp3`: of any bytes that a path of a
/// library may have.
package enum URLPath {
    /// The path that `text` names, escaped as it is in the request.
    ///
    /// A slash that is escaped is refused and not taken for a separator, since `a%2Fb` is one component of the URL; so
    /// are `.` and `..`, escaped or not, and components without bytes: nothing is resolved or left out.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` with what the URL says and the rule that it breaks.
    package static func path(_ text: some StringProtocol) throws(LockerError) -> EntryPath {
        try EntryPath(bytes(Array(text.utf8)))
    }

    /// The text that names `path`.
    package static func text(_ path: EntryPath) -> String {
        PercentEncoding.encoded(path.bytes) { $0 == slash || PercentEncoding.isUnreserved($0) }
    }

    private static let slash = UInt8(ascii: "/")

    private static func bytes(_ text: [UInt8]) throws(LockerError) -> [UInt8] {
        // Escaped, each byte is three.
        guard text.count <= 3 * EntryPath.maximumLength else {
            throw refusal(of: text, "it is longer than \(EntryPath.maximumLength) bytes")
        }
        var bytes: [UInt8] = []
        for component in text.split(separator: slash, omittingEmptySubsequences: false) {
            guard let name = PercentEncoding.decoded(component) else {
                throw refusal(of: text, "a percent sign in it has no two hexadecimal digits behind it")
            }
            guard !name.contains(slash) else {
                throw refusal(of: text, "a component of it holds an escaped '/'")
            }
            if component.startIndex > 0 { bytes.append(slash) }
            bytes += name
        }
        return bytes
    }

    private static func refusal(of text: [UInt8], _ flaw: String) -> LockerError {
        let shown = EntryPath.printable(text.prefix(EntryPath.maximumLength))
        return LockerError(.invalidArgument, "\(shown): not a path of a library in a URL: \(flaw)")
    }
}
