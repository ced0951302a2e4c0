extension ConfigurationShape {
    /// What is wrong with the value at `path`, what belongs there, and what is there.
    func text(of flaw: String, at path: [any CodingKey], in whole: ConfigurationValue?) -> String {
        let isGroup = path.count == 1 && expected[name(path, elements: "[]")] == nil
        let wanted = isGroup ? "keys and values in braces" : expected[name(path, elements: "[]")]
        let subject = path.isEmpty ? "the whole" : "'\(name(path))'"
        let found = whole?.value(at: path).map { "; it is \($0.text)" } ?? ""
        return "\(subject) \(flaw)" + (wanted.map { "; it must be \($0)" } ?? "") + found
    }

    /// The path as the file has it: `limits.connections`, `operators[0]`.
    ///
    /// - Parameter elements: what stands for the numbers of all elements of lists; nil for these numbers themselves.
    private func name(_ path: [any CodingKey], elements: String? = nil) -> String {
        path.reduce(into: "") { name, key in
            if let number = key.intValue {
                name += elements ?? "[\(number)]"
            } else {
                name += (name.isEmpty ? "" : ".") + key.stringValue
            }
        }
    }
}
