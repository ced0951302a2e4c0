/// Writes nodes as JSON: lists are arrays, however many elements they have.
struct JSONWriter {
    var bytes: [UInt8] = []

    mutating func write(_ node: Node) {
        bytes.append(UInt8(ascii: "{"))
        var isFirst = true
        for field in node.fields {
            bytes.write(isFirst ? "\"" : ",\"")
            isFirst = false
            bytes.write(field.name)
            bytes.write("\":")
            write(field.value)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func write(_ value: Node.Value) {
        switch value {
        case .text(let text), .content(let text), .element(let text): bytes.write(json: text)
        case .number(let number): bytes.write(number)
        case .real(let number): bytes.write(number)
        case .flag(let flag): bytes.write(flag)
        case .time(let time):
            bytes.append(UInt8(ascii: "\""))
            bytes.write(time: time)
            bytes.append(UInt8(ascii: "\""))
        case .node(let node): write(node)
        case .nodes(let nodes): writeList(nodes.count) { $0.write(nodes[$1]) }
        case .texts(let texts): writeList(texts.count) { $0.bytes.write(json: texts[$1]) }
        case .numbers(let numbers): writeList(numbers.count) { $0.bytes.write(numbers[$1]) }
        }
    }

    private mutating func writeList(_ count: Int, _ element: (inout JSONWriter, Int) -> Void) {
        bytes.append(UInt8(ascii: "["))
        for index in 0..<count {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            element(&self, index)
        }
        bytes.append(UInt8(ascii: "]"))
    }
}
