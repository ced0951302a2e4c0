/// What a configuration file has somewhere, whatever it is, for who wrote something that does not belong there.
indirect enum ConfigurationValue: Decodable {
    case group([String: ConfigurationValue])
    case list([ConfigurationValue])
    /// A text, a number, true, false or null, as messages show it.
    case single(String)

    /// Longer ones are cut.
    private static let longest = 40

    init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: ConfigurationKey.self) {
            var values: [String: ConfigurationValue] = [:]
            for key in container.allKeys {
                values[key.stringValue] = try container.decode(ConfigurationValue.self, forKey: key)
            }
            self = .group(values)
        } else if var container = try? decoder.unkeyedContainer() {
            var values: [ConfigurationValue] = []
            while !container.isAtEnd { values.append(try container.decode(ConfigurationValue.self)) }
            self = .list(values)
        } else {
            self = .single(ConfigurationValue.text(of: try decoder.singleValueContainer()))
        }
    }

    private static func text(of container: any SingleValueDecodingContainer) -> String {
        if container.decodeNil() { return "null" }
        if let flag = try? container.decode(Bool.self) { return "\(flag)" }
        if let whole = try? container.decode(Int64.self) { return "\(whole)" }
        if let number = try? container.decode(Double.self) { return "\(number)" }
        guard let text = try? container.decode(String.self) else { return "a number" }
        let line = text.map { $0.isNewline ? " " : $0 }
        return "\"\(String(line.prefix(longest)))\(line.count > longest ? "…" : "")\""
    }

    /// What is at a place in it; nil for nothing.
    func value(at path: [any CodingKey]) -> ConfigurationValue? {
        var found: ConfigurationValue? = self
        for key in path {
            switch found {
            case .group(let values): found = values[key.stringValue]
            case .list(let values): found = key.intValue.flatMap { values.indices.contains($0) ? values[$0] : nil }
            default: return nil
            }
        }
        return found
    }

    /// In a few words.
    var text: String {
        switch self {
        case .group: "keys and values in braces"
        case .list: "a list"
        case .single(let text): text
        }
    }
}
