/// An element of XML as a strict reader has it (XML 1.0), without comments and the like.
struct ParsedXML: Equatable {
    let name: String
    var attributes: [String: String] = [:]
    var children: [ParsedXML] = []
    /// All of its own text.
    var text = ""

    init(name: String) {
        self.name = name
    }

    /// Reads a document with its declaration.
    init(document bytes: [UInt8]) throws {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw BadText(what: "no UTF-8", at: 0) }
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        guard text.hasPrefix(head) else { throw BadText(what: "no declaration", at: 0) }
        var reader = XMLReader(characters: Array(text.unicodeScalars.dropFirst(head.unicodeScalars.count)))
        self = try reader.element()
        guard reader.isAtEnd else { throw BadText(what: "something behind the end", at: reader.index) }
    }

    subscript(name: String) -> ParsedXML? { children.first { $0.name == name } }

    func all(_ name: String) -> [ParsedXML] { children.filter { $0.name == name } }
}

private struct XMLReader {
    let characters: [Unicode.Scalar]
    var index = 0

    init(characters: [Unicode.Scalar]) {
        self.characters = characters
    }

    var isAtEnd: Bool { index == characters.count }

    private func peek() throws -> Unicode.Scalar {
        guard index < characters.count else { throw BadText(what: "an end too early", at: index) }
        return characters[index]
    }

    private mutating func take(_ text: String) throws {
        for character in text.unicodeScalars {
            guard try peek() == character else { throw BadText(what: "not \(text)", at: index) }
            index += 1
        }
    }

    private mutating func name() throws -> String {
        var name = ""
        while true {
            let character = try peek()
            let isDigit = "0123456789-".unicodeScalars.contains(character)
            guard character.isASCII, character.properties.isAlphabetic || isDigit else { break }
            name.unicodeScalars.append(character)
            index += 1
        }
        guard !name.isEmpty else { throw BadText(what: "no name", at: index) }
        return name
    }

    mutating func element() throws -> ParsedXML {
        try take("<")
        var element = ParsedXML(name: try name())
        while try peek() == " " {
            index += 1
            let attribute = try name()
            try take("=\"")
            let value = try characterData(until: "\"")
            try take("\"")
            guard element.attributes.updateValue(value, forKey: attribute) == nil else {
                throw BadText(what: "\(attribute) twice", at: index)
            }
        }
        if try peek() == "/" {
            try take("/>")
            return element
        }
        try take(">")
        try content(of: &element)
        try take("</" + element.name + ">")
        return element
    }

    private mutating func content(of element: inout ParsedXML) throws {
        while true {
            element.text += try characterData(until: "<")
            if index + 1 < characters.count, characters[index + 1] == "/" { return }
            element.children.append(try self.element())
        }
    }

    private mutating func characterData(until end: Unicode.Scalar) throws -> String {
        var text = ""
        while try peek() != end {
            let character = characters[index]
            guard character != "<" else { throw BadText(what: "a bare <", at: index) }
            let isLegal = character.value >= 0x20 || ["\t", "\n", "\r"].contains(character)
            guard isLegal, character.value < 0xFFFE || character.value > 0xFFFF else {
                throw BadText(what: "a character that XML has not", at: index)
            }
            index += 1
            let next = try character == "&" ? entity() : character
            text.unicodeScalars.append(next)
        }
        return text
    }

    private mutating func entity() throws -> Unicode.Scalar {
        var name = ""
        while try peek() != ";" {
            name.unicodeScalars.append(characters[index])
            index += 1
        }
        index += 1
        let known: [String: Unicode.Scalar] = [
            "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#9": "\t", "#10": "\n", "#13": "\r",
        ]
        guard let character = known[name] else { throw BadText(what: "no entity \(name)", at: index) }
        return character
    }
}
