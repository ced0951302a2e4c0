/// Writes nodes as XML: fields are attributes where they can be, and lists are children one behind the other.
struct XMLWriter {
    /// Without what OpenSubsonic adds.
    let isPlain: Bool
    var bytes: [UInt8] = []

    init(isPlain: Bool) {
        self.isPlain = isPlain
    }

    /// - Parameter namespace: of the element and all in it; nil: that of the element around.
    mutating func write(_ node: Node, as name: StaticString, namespace: StaticString? = nil) {
        let fields = isPlain ? node.plainFields : node.fields[...]
        bytes.append(UInt8(ascii: "<"))
        bytes.write(name)
        if let namespace {
            bytes.write(" xmlns=\"")
            bytes.write(namespace)
            bytes.append(UInt8(ascii: "\""))
        }
        var isEmpty = true
        for field in fields {
            if !writeAttribute(field) { isEmpty = isEmpty && isNothing(field.value) }
        }
        guard !isEmpty else {
            bytes.write("/>")
            return
        }
        bytes.append(UInt8(ascii: ">"))
        for field in fields { writeContent(field) }
        writeEnd(name)
    }

    /// Whether a field is one.
    private mutating func writeAttribute(_ field: Node.Field) -> Bool {
        switch field.value {
        case .text, .number, .real, .flag, .time: break
        case .content, .element, .node, .nodes, .texts, .numbers: return false
        }
        bytes.append(UInt8(ascii: " "))
        bytes.write(field.name)
        bytes.write("=\"")
        switch field.value {
        case .text(let text): bytes.write(xml: text, isAttribute: true)
        case .number(let number): bytes.write(number)
        case .real(let number): bytes.write(number)
        case .flag(let flag): bytes.write(flag)
        case .time(let time): bytes.write(time: time)
        case .content, .element, .node, .nodes, .texts, .numbers: break
        }
        bytes.append(UInt8(ascii: "\""))
        return true
    }

    private func isNothing(_ value: Node.Value) -> Bool {
        switch value {
        case .content(let text): text.isEmpty
        case .nodes(let nodes): nodes.count == 0
        case .texts(let texts): texts.isEmpty
        case .numbers(let numbers): numbers.isEmpty
        default: false
        }
    }

    private mutating func writeContent(_ field: Node.Field) {
        switch field.value {
        case .text, .number, .real, .flag, .time: break
        case .content(let text): bytes.write(xml: text, isAttribute: false)
        case .element(let text): write(text, as: field.name)
        case .node(let node): write(node, as: field.name)
        case .nodes(let nodes):
            for index in 0..<nodes.count { write(nodes[index], as: field.name) }
        case .texts(let texts):
            for text in texts { write(text, as: field.name) }
        case .numbers(let numbers):
            for number in numbers { write(String(number), as: field.name) }
        }
    }

    private mutating func write(_ text: String, as name: StaticString) {
        bytes.append(UInt8(ascii: "<"))
        bytes.write(name)
        bytes.append(UInt8(ascii: ">"))
        bytes.write(xml: text, isAttribute: false)
        writeEnd(name)
    }

    private mutating func writeEnd(_ name: StaticString) {
        bytes.write("</")
        bytes.write(name)
        bytes.append(UInt8(ascii: ">"))
    }
}
