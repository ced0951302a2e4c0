extension SubsonicFormat {
    /// The most bytes of the name of a function.
    private static let maximumFunction = 128

    /// XML is the usual one, and what is answered where another one is not known.
    ///
    /// Clementine takes no element of an album for a song that it does not know, and imports nothing then: it gets what
    /// Subsonic has and no more. Others get all, whichever version they say: Supersonic says 1.8.0, and shows what
    /// OpenSubsonic adds.
    package init(_ parameters: SubsonicParameters) {
        let function = parameters.first("callback") ?? ""
        switch parameters.first("f") ?? "" {
        case "json": self = .json
        case "jsonp" where SubsonicFormat.isFunction(function): self = .jsonp(function: function)
        default: self = .xml(isPlain: parameters.first("c") == "Clementine")
        }
    }

    /// Whether a text is the name of a function, as in `window.answers.next`, and nothing that runs by itself.
    private static func isFunction(_ name: String) -> Bool {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard let first = name.utf8.first, !digits.contains(first) else { return false }
        return name.utf8.count <= maximumFunction && name.utf8.allSatisfy { isOfName($0) }
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "_"), UInt8(ascii: "$"), UInt8(ascii: "."): true
        default: false
        }
    }
}
