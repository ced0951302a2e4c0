import LockerBase

/// The parameters of a query, or of a body of the type application/x-www-form-urlencoded, in their order.
///
/// Nothing but its size is refused, as browsers do it: a percent sign without two digits behind it is one, a name
/// without `=` has an empty value, empty pieces between two `&` are passed over, and bytes that are not UTF-8 are
/// replaced by U+FFFD.
///
/// Source: WHATWG, URL Standard, section 5.1.
package struct URLEncodedForm: Hashable, Sendable {
    /// A parameter, unescaped.
    package struct Pair: Hashable, Sendable {
        /// Empty where nothing stands before the `=`.
        package let name: String
        /// Empty where there is no `=`.
        package let value: String

        /// A parameter of this name and value, neither escaped.
        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }

        fileprivate init(_ text: ArraySlice<UInt8>) {
            let end = text.firstIndex(of: UInt8(ascii: "=")) ?? text.endIndex
            name = Pair.text(text[..<end])
            value = Pair.text(text[end...].dropFirst())
        }

        private static func text(_ bytes: ArraySlice<UInt8>) -> String {
            String(decoding: PercentEncoding.decodedForm(bytes), as: UTF8.self)
        }
    }

    /// The most bytes that ``init(_:maximumLength:maximumCount:)`` takes when nothing else is said: a playlist of
    /// 10,000 songs is half of that.
    package static let maximumLength = 1 << 20
    /// The most parameters that it takes then.
    package static let maximumCount = 16_384

    /// All of them, those of one name among them, in the order of the text.
    package let pairs: [Pair]

    /// Takes `text` apart: a query without its question mark, or a body.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` with the bound that it exceeds.
    package init(
        _ text: some Collection<UInt8>, maximumLength: Int = URLEncodedForm.maximumLength,
        maximumCount: Int = URLEncodedForm.maximumCount
    ) throws(LockerError) {
        guard text.count <= maximumLength else {
            throw LockerError(
                .invalidArgument, "parameters of \(text.count) bytes, at most \(maximumLength) are taken; send fewer")
        }
        // One more split than pieces are allowed: what is beyond the bound takes no memory of its own.
        let pieces = Array(text).split(separator: UInt8(ascii: "&"), maxSplits: maximumCount)
        guard pieces.count <= maximumCount else {
            throw LockerError(.invalidArgument, "more than \(maximumCount) parameters; send fewer")
        }
        pairs = pieces.map { Pair($0) }
    }

    /// The value of the first parameter of this name.
    package subscript(_ name: String) -> String? {
        pairs.first { $0.name == name }?.value
    }

    /// The values of all parameters of this name, in their order.
    package func values(of name: String) -> [String] {
        pairs.filter { $0.name == name }.map(\.value)
    }
}
