/// What a server answered: its status, its header fields, and a body that is short.
package struct ServerAnswer: Sendable {
    package let status: Int
    /// By their names in lower case; of several of one name, with commas between them.
    package let fields: [String: String]
    package var body: [UInt8] = []

    /// Whether a field that is a list of words has `word`, in whatever case.
    func has(_ word: String, in field: String) -> Bool {
        let words = (fields[field] ?? "").split(separator: ",").map { ServerAnswer.trimmed($0).lowercased() }
        return words.contains(word.lowercased())
    }

    /// `text` without the blanks around it.
    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }
}
extension ServerAnswer {
    /// The most fields that are read.
    private static let fieldLimit = 100

    /// Takes the bytes of a head apart, from the status line to the empty one; nil when it is none of HTTP/1.
    init?(head bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        // The two characters that end a line are one of Swift's.
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\r\n" || $0 == "\n" }
        guard let first = lines.first, first.hasPrefix("HTTP/1.") else { return nil }
        let words = first.split(separator: " ", maxSplits: 2)
        guard words.count >= 2, words[1].utf8.count == 3, let status = Int(words[1]), (100...599).contains(status)
        else { return nil }
        var fields: [String: String] = [:]
        var count = 0
        for line in lines.dropFirst() where !line.isEmpty {
            count += 1
            guard count <= ServerAnswer.fieldLimit, let colon = line.firstIndex(of: ":") else { return nil }
            let name = line[..<colon].lowercased()
            let value = String(ServerAnswer.trimmed(line[line.index(after: colon)...]))
            guard !name.isEmpty, !name.contains(where: { $0 == " " || $0 == "\t" }) else { return nil }
            fields[name] = fields[name].map { "\($0), \(value)" } ?? value
        }
        self.init(status: status, fields: fields)
    }
}
