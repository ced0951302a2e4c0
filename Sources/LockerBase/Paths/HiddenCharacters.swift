extension Unicode.Scalar {
    /// Whether this character cannot be seen, or changes how others are shown: controls, format characters such as
    /// U+202E and U+200B, tags, separators of lines and paragraphs (general categories Cc, Cf, Zl and Zp), and others
    /// that a display shows nothing for (Default_Ignorable_Code_Point). Marks, which are seen on the character before
    /// them, are none of these.
    ///
    /// Source: Unicode Standard Annex 44.
    public var isHidden: Bool {
        if value < 0x7F { return value < 0x20 }
        return switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        case .nonspacingMark: false
        default: properties.isDefaultIgnorableCodePoint
        }
    }
}

extension StringProtocol {
    /// Whether a character of this text is hidden: what is shown of it is not all of it.
    public var hasHiddenCharacters: Bool { unicodeScalars.contains { $0.isHidden } }

    /// Whether it has characters of the general category Cc.
    package var hasControlCharacters: Bool {
        unicodeScalars.contains { $0.properties.generalCategory == .control }
    }

    /// This text, safe to print; see ``EntryPath/printable(_:)``.
    public var printable: String { EntryPath.printable(utf8) }
}
