extension Shapes {
    /// What is wrong with a value that should be of a kind, each with the place of it.
    static func flaws(_ value: ParsedJSON, _ kind: String, at place: String) -> [String] {
        if kind.hasPrefix("[") {
            guard let elements = value.list else { return ["\(place) is no list"] }
            let inner = String(kind.dropFirst().dropLast())
            return elements.enumerated().flatMap { flaws($0.element, inner, at: "\(place)[\($0.offset)]") }
        }
        if let members = all[kind] { return flaws(value, members, at: place) }
        return isPlain(value, kind) ? [] : ["\(place) is no \(kind): \(value)"]
    }

    private static func flaws(_ value: ParsedJSON, _ members: [String: Member], at place: String) -> [String] {
        guard case .object(let fields) = value else { return ["\(place) is no object"] }
        var flaws: [String] = []
        for (name, member) in members where member.isRequired && fields[name] == nil {
            flaws.append("\(place).\(name) is missing")
        }
        for (name, field) in fields {
            if let member = members[name] {
                flaws += Shapes.flaws(field, member.kind, at: "\(place).\(name)")
            } else {
                flaws.append("\(place).\(name) is not in the document")
            }
        }
        return flaws
    }

    private static func isPlain(_ value: ParsedJSON, _ kind: String) -> Bool {
        switch (kind, value) {
        case ("text", .text), ("flag", .flag), ("integer", .integer), ("number", .integer), ("number", .real): true
        case ("stars", .integer(let number)): (1...5).contains(number)
        case ("peak", .integer(let number)): number >= 0
        case ("peak", .real(let number)): number >= 0
        case ("time", .text(let text)): isTime(text)
        case (_, .text(let text)):
            kind.hasPrefix("(") && words(kind).contains(text)
        default: false
        }
    }

    /// The words of a kind like `(music|video)`.
    private static func words(_ kind: String) -> [String] {
        let inner = kind.dropFirst().dropLast()
        return inner.split(separator: "|", omittingEmptySubsequences: false).map { String($0) }
    }

    /// Whether a text is a time of ISO 8601 in UTC, to the millisecond.
    static func isTime(_ text: String) -> Bool {
        let shape: [Character] = text.map { $0.isASCII && $0.isNumber ? "0" : $0 }
        return String(shape) == "0000-00-00T00:00:00.000Z"
    }
}
