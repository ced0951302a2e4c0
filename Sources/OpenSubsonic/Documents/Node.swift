/// One thing that an answer tells of: an object of JSON, an element of XML.
///
/// What Subsonic has of it comes first, then what OpenSubsonic adds: clients that do not know that stop reading there.
package struct Node: Sendable {
    /// A member of an object; an attribute or a child of an element.
    package struct Field: Sendable {
        package let name: StaticString
        package let value: Value
    }

    /// What a field says. The first five are attributes in XML.
    package enum Value: Sendable {
        case text(String)
        case number(Int)
        case real(Double)
        case flag(Bool)
        /// Nanoseconds since 1970 UTC.
        case time(Int64)
        /// In XML, what stands in the element itself; it is called `value`.
        case content(String)
        /// In XML, what stands in a child of its own.
        case element(String)
        case node(Node)
        case nodes(Nodes)
        case texts([String])
        case numbers([Int])
    }

    package private(set) var fields: [Field] = []
    /// How many fields there are before those that OpenSubsonic adds; nil: it adds none.
    private var own: Int?

    init(capacity: Int = 8) {
        fields.reserveCapacity(capacity)
    }

    /// The fields that Subsonic has.
    var plainFields: ArraySlice<Field> { fields[..<(own ?? fields.count)] }

    /// From here on come the fields that OpenSubsonic adds.
    mutating func beginAdditions() {
        own = own ?? fields.count
    }

    /// Takes over the fields of another node.
    mutating func take(_ other: Node) {
        fields += other.fields
    }

    mutating func add(_ name: StaticString, _ value: Value) {
        fields.append(Field(name: name, value: value))
    }

    /// Nothing where there is no text.
    mutating func text(_ name: StaticString, _ text: String?) {
        if let text { add(name, .text(text)) }
    }

    /// Nothing where there is no number.
    mutating func number(_ name: StaticString, _ number: Int?) {
        if let number { add(name, .number(number)) }
    }

    /// Nothing where there is no number, or none that JSON has.
    mutating func real(_ name: StaticString, _ number: Double?) {
        if let number, number.isFinite { add(name, .real(number)) }
    }

    mutating func flag(_ name: StaticString, _ flag: Bool) {
        add(name, .flag(flag))
    }

    /// Nothing where there is no time. Nanoseconds since 1970 UTC.
    mutating func time(_ name: StaticString, _ time: Int64?) {
        if let time { add(name, .time(time)) }
    }

    mutating func node(_ name: StaticString, _ node: Node) {
        add(name, .node(node))
    }

    mutating func nodes(_ name: StaticString, _ nodes: Nodes) {
        add(name, .nodes(nodes))
    }
}
