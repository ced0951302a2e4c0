/// JSON as a strict reader has it (RFC 8259).
enum ParsedJSON: Equatable {
    case null
    case flag(Bool)
    case integer(Int)
    case real(Double)
    case text(String)
    case list([ParsedJSON])
    case object([String: ParsedJSON])

    init(_ bytes: [UInt8]) throws {
        var reader = JSONReader(bytes: bytes)
        self = try reader.value()
        guard reader.isAtEnd else { throw BadText(what: "something behind the end", at: reader.index) }
    }

    subscript(name: String) -> ParsedJSON? {
        guard case .object(let members) = self else { return nil }
        return members[name]
    }

    var list: [ParsedJSON]? {
        guard case .list(let elements) = self else { return nil }
        return elements
    }

    var text: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }

    var integer: Int? {
        guard case .integer(let number) = self else { return nil }
        return number
    }
}

struct BadText: Error {
    let what: String
    let at: Int
}

private struct JSONReader {
    let bytes: [UInt8]
    var index = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { index == bytes.count }

    mutating func value() throws -> ParsedJSON {
        switch try peek() {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try list()
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "t"): return try word("true", .flag(true))
        case UInt8(ascii: "f"): return try word("false", .flag(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private func peek() throws -> UInt8 {
        guard index < bytes.count else { throw BadText(what: "an end too early", at: index) }
        return bytes[index]
    }

    private mutating func take(_ byte: UInt8) throws {
        guard try peek() == byte else { throw BadText(what: "not \(byte)", at: index) }
        index += 1
    }

    private mutating func word(_ word: String, _ value: ParsedJSON) throws -> ParsedJSON {
        for byte in word.utf8 { try take(byte) }
        return value
    }

    private mutating func number() throws -> ParsedJSON {
        let start = index
        while index < bytes.count, "+-.eE0123456789".utf8.contains(bytes[index]) { index += 1 }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if let number = Int(text), !text.hasPrefix("+") { return .integer(number) }
        guard let number = Double(text), !text.hasPrefix("+"), !text.hasPrefix(".") else {
            throw BadText(what: "no number", at: start)
        }
        return .real(number)
    }

    private mutating func list() throws -> ParsedJSON {
        var elements: [ParsedJSON] = []
        try take(UInt8(ascii: "["))
        while try peek() != UInt8(ascii: "]") {
            if !elements.isEmpty { try take(UInt8(ascii: ",")) }
            elements.append(try value())
        }
        index += 1
        return .list(elements)
    }

    private mutating func object() throws -> ParsedJSON {
        var members: [String: ParsedJSON] = [:]
        try take(UInt8(ascii: "{"))
        while try peek() != UInt8(ascii: "}") {
            if !members.isEmpty { try take(UInt8(ascii: ",")) }
            let name = try text()
            try take(UInt8(ascii: ":"))
            guard members.updateValue(try value(), forKey: name) == nil else {
                throw BadText(what: "\(name) twice", at: index)
            }
        }
        index += 1
        return .object(members)
    }

    private mutating func text() throws -> String {
        var found: [UInt8] = []
        try take(UInt8(ascii: "\""))
        while try peek() != UInt8(ascii: "\"") {
            let byte = bytes[index]
            guard byte >= 0x20 else { throw BadText(what: "a control character", at: index) }
            index += 1
            if byte == UInt8(ascii: "\\") { found += try escaped() } else { found.append(byte) }
        }
        index += 1
        guard let text = String(validating: found, as: UTF8.self) else { throw BadText(what: "no UTF-8", at: index) }
        return text
    }

    private mutating func escaped() throws -> [UInt8] {
        let byte = try peek()
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"):
            guard index + 4 <= bytes.count,
                let number = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16),
                let scalar = Unicode.Scalar(number)
            else { throw BadText(what: "no character", at: index) }
            index += 4
            return Array(String(scalar).utf8)
        default: throw BadText(what: "no escape", at: index)
        }
    }
}
