import LockerBase

/// Whether a browser shows content or keeps it as a file, and what that is called (RFC 6266).
package struct ContentDisposition: Hashable, Sendable {
    /// What is done with the content.
    package enum Kind: String, Sendable {
        /// It is shown, where the browser can.
        case inline
        /// It becomes a file.
        case attachment
    }

    /// What is done with the content.
    package let kind: Kind
    /// The name of the file, of any bytes.
    package let fileName: [UInt8]

    /// The most bytes of a name that are told: those of a file's name on a disk (NAME_MAX).
    private static let maximumLength = 255

    /// - Parameter fileName: any bytes; what would lead out of a folder or could not be seen is not told as it is.
    package init(_ kind: Kind, fileName: some Collection<UInt8>) {
        self.kind = kind
        self.fileName = Array(fileName.prefix(ContentDisposition.maximumLength))
    }

    /// For content that anybody may have made: an attachment where `isDownload` is said, and wherever its type may not
    /// be shown.
    package init(of type: MediaType, fileName: some Collection<UInt8>, isDownload: Bool = false) {
        self.init(isDownload || !type.mayBeShown ? .attachment : .inline, fileName: fileName)
    }

    /// The value of the header field: the name in ASCII, as far as it goes, and behind it the name in UTF-8 where that
    /// is another, which all browsers prefer.
    package var fieldValue: String {
        let name = shownName
        let plain = ContentDisposition.plain(name)
        let value = "\(kind.rawValue); filename=\"\(plain)\""
        guard !name.utf8.elementsEqual(plain.utf8) else { return value }
        return value + "; filename*=UTF-8''"
            + PercentEncoding.encoded(name.utf8, keeping: ContentDisposition.isAttributeCharacter)
    }

    /// The name as text: bytes that are not UTF-8 are U+FFFD, and separators of folders, on any system, and characters
    /// that are not seen or turn others around are `_`.
    private var shownName: String {
        var shown = String.UnicodeScalarView()
        for scalar in String(decoding: fileName, as: UTF8.self).unicodeScalars {
            shown.append(ContentDisposition.isTold(scalar) ? scalar : "_")
        }
        let name = String(shown)
        return name.unicodeScalars.allSatisfy { $0 == "." } ? "file" : name
    }

    private static func isTold(_ scalar: Unicode.Scalar) -> Bool {
        // Joiners are part of how words and emoji are written.
        if scalar.value == 0x200C || scalar.value == 0x200D { return true }
        return !scalar.isHidden && scalar != "/" && scalar != "\\"
    }

    /// What an older client sees of the name: no quotes, and no percent signs, which some take for escapes (RFC 6266,
    /// appendix D).
    private static func plain(_ name: String) -> String {
        var plain = String.UnicodeScalarView()
        for scalar in name.unicodeScalars {
            plain.append(scalar.isASCII && scalar != "\"" && scalar != "%" ? scalar : "_")
        }
        return String(plain)
    }

    /// The characters that are not escaped in an extended parameter (RFC 8187, section 3.2.1).
    private static func isAttributeCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "+"): true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"): true
        case UInt8(ascii: "|"), UInt8(ascii: "~"): true
        default: PercentEncoding.isLetterOrDigit(byte)
        }
    }
}
