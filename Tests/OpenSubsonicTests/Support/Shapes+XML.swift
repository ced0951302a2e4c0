extension Shapes {
    /// What a shape must have that an element has not: as an attribute, as a child or, for `value`, in itself.
    static func flaws(_ element: ParsedXML, _ kind: String, at place: String) -> [String] {
        guard let members = all[kind] else { return [] }
        var flaws: [String] = []
        for (name, member) in members {
            let isList = member.kind.hasPrefix("[")
            let children = element.all(name)
            if member.isRequired, !isList, name != "value", element.attributes[name] == nil, children.isEmpty {
                flaws.append("\(place) has no \(name)")
            }
            let inner = isList ? String(member.kind.dropFirst().dropLast()) : member.kind
            for child in children { flaws += Shapes.flaws(child, inner, at: "\(place)/\(name)") }
        }
        return flaws
    }
}
