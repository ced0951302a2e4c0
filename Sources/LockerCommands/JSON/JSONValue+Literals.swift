extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(integerLiteral value: Int64) { self = .integer(value) }
    package init(nilLiteral: ()) { self = .null }
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last }))
    }

    /// A count or a length.
    init(_ value: Int) { self = .integer(Int64(value)) }
    init(_ value: UInt64) { self = .unsigned(value) }
    /// A quantity that may not be there.
    init(_ value: UInt64?) { self = value.map { .unsigned($0) } ?? .null }

    /// A moment as a number of nanoseconds in text: JSON's numbers are doubles to most readers, which cannot hold it.
    static func exact(_ nanoseconds: Int64) -> JSONValue { .string("\(nanoseconds)") }

    /// This object with the members of `other` too.
    func merging(_ other: [String: JSONValue]) -> JSONValue {
        guard case .object(let members) = self else { return self }
        return .object(members.merging(other) { _, new in new })
    }
}
