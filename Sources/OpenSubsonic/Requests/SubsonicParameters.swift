import LockerBase

/// The parameters of a call, those of its query and of its form together. Each may be there several times.
package struct SubsonicParameters: Sendable {
    /// The most parameters of a call: playlists have thousands of songs, each a parameter.
    package static let maximumCount = 65_536

    private var values: [String: [String]] = [:]

    package init(_ pairs: [(name: String, value: String)]) {
        for (name, value) in pairs { values[name, default: []].append(value) }
    }

    /// Reads the bytes of a query, without the `?`, and of a form. What the query says comes first.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` for more than ``maximumCount``.
    package init(query: [UInt8], form: [UInt8] = []) throws(LockerError) {
        var separators = 0
        for bytes in [query, form] {
            for byte in bytes where byte == UInt8(ascii: "&") { separators += 1 }
        }
        guard separators < SubsonicParameters.maximumCount else {
            throw LockerError(
                .invalidArgument, "the call has more than \(SubsonicParameters.maximumCount) parameters; send fewer")
        }
        self.init(FormText.pairs(query) + FormText.pairs(form))
    }

    /// The first one of a name; nil where there is none or it says nothing.
    package func first(_ name: String) -> String? {
        guard let value = values[name]?.first, !value.isEmpty else { return nil }
        return value
    }

    /// All of a name that say something, in their order.
    package func all(_ name: String) -> [String] {
        values[name, default: []].filter { !$0.isEmpty }
    }

    /// Whether there is one of a name, whatever it says.
    package func has(_ name: String) -> Bool {
        values[name] != nil
    }
}
