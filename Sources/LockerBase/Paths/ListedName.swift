/// What people may call what they tell apart in lists: devices, and the credentials of devices, apps and browsers. Names
/// that were given under another rule stay, and are shown so that they mislead nobody.
package enum ListedName {
    /// Checks that `name` misleads nobody who reads it in a list.
    ///
    /// - Parameters:
    ///   - kind: what is called so, with its article, for the message: `a label`.
    ///   - maximumLength: the most bytes of UTF-8.
    /// - Throws: ``LockerError/Code/invalidArgument`` with the name, what is wrong with it and the rule.
    package static func check(_ name: String, as kind: String, maximumLength: Int) throws(LockerError) {
        guard let flaw = flaw(of: name, maximumLength: maximumLength) else { return }
        throw LockerError(
            .invalidArgument,
            "'\(shown(String(decoding: name.utf8.prefix(maximumLength), as: UTF8.self)))': not \(kind), since it "
                + "\(flaw); use 1 to \(maximumLength) bytes of text that can be seen, without blanks at its ends")
    }

    private static func flaw(of name: String, maximumLength: Int) -> String? {
        if name.isEmpty { return "is empty" }
        if name.utf8.count > maximumLength { return "is too long" }
        let scalars = name.unicodeScalars
        if scalars.allSatisfy({ isBlank($0) || $0.isHidden }) { return "shows nothing" }
        if let hidden = scalars.first(where: { $0.isHidden }) {
            let digits = String(hidden.value, radix: 16, uppercase: true)
            let zeros = String(repeating: "0", count: max(0, 4 - digits.count))
            return "has the character U+\(zeros)\(digits), which cannot be seen or changes how others are shown"
        }
        if let first = scalars.first, isBlank(first) { return "begins with a blank" }
        if let last = scalars.last, isBlank(last) { return "ends with a blank" }
        return nil
    }

    /// The nearest that a name may be to `text`, which may be empty.
    package static func cleaned(_ text: String) -> String {
        let seen: String.UnicodeScalarView = text.unicodeScalars.filter { !$0.isHidden }
        let (before, after) = blanks(around: seen)
        return String(String.UnicodeScalarView(seen.dropFirst(before).dropLast(after)))
    }

    /// A name as lists have it: what of it cannot be seen is written out, blanks at its ends as well.
    package static func shown(_ name: String) -> String {
        let scalars = name.unicodeScalars
        let (before, after) = blanks(around: scalars)
        let middle = String(String.UnicodeScalarView(scalars.dropFirst(before).dropLast(after)))
        return escaped(scalars.prefix(before)) + middle.printable + escaped(scalars.suffix(after))
    }

    /// How many blanks stand before and behind the rest; where there is no rest, all of them before it.
    private static func blanks(around scalars: String.UnicodeScalarView) -> (before: Int, after: Int) {
        let before = scalars.prefix { isBlank($0) }.count
        return (before, scalars.dropFirst(before).reversed().prefix { isBlank($0) }.count)
    }

    private static func escaped(_ blanks: Substring.UnicodeScalarView) -> String {
        Substring(blanks).utf8.map { EntryPath.escaped($0) }.joined()
    }

    /// White space, or the one letter of Braille that has no dot.
    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.value == 0x2800
    }
}
