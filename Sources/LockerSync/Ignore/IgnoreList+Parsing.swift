extension IgnoreList {
    /// The patterns of an ignore file, and the numbers of the lines that are longer than any may be, which are passed
    /// over.
    static func parsing(_ file: IgnoreFile) -> (list: IgnoreList, longLines: [Int]) {
        var (rules, longLines): ([IgnoreRule], [Int]) = ([], [])
        var rest = file.bytes[...]
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
        var number = 0
        while !rest.isEmpty {
            number += 1
            var line = rest.prefix { $0 != UInt8(ascii: "\n") }
            rest = rest.dropFirst(line.count + 1)
            if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
            if line.first == UInt8(ascii: "#") { continue }
            guard line.count <= IgnoreFile.maximumLine else {
                longLines.append(number)
                continue
            }
            if let rule = IgnoreRule(Array(trimmed(line.prefix { $0 != 0 })), line: number) { rules.append(rule) }
        }
        return (IgnoreList(rules, from: .file(file.path)), longLines)
    }

    /// `line` without the blanks at its end, but for one behind a backslash.
    private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var (index, end) = (line.startIndex, line.startIndex)
        while index < line.endIndex {
            if line[index] == UInt8(ascii: "\\") {
                index += 1
                guard index < line.endIndex else { return line }
                end = index + 1
            } else if line[index] != UInt8(ascii: " ") {
                end = index + 1
            }
            index += 1
        }
        return line[..<end]
    }
}
