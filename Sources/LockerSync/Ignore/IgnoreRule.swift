import LockerBase

/// One pattern of gitignore(5), compiled.
struct IgnoreRule: Sendable {
    let glob: Glob
    /// Whether it takes back what others leave out (`!`).
    let isInclude: Bool
    /// Whether it is about folders alone (a `/` at the end).
    let isFolderOnly: Bool
    /// Whether it is held against the path below its folder, and not against the name alone (a `/` elsewhere).
    let isPath: Bool
    /// As it is written.
    let text: [UInt8]
    /// The line of its file, counted from 1; 0 where it is in none.
    let line: Int

    /// Nil for a pattern that matches nothing.
    init?(_ text: [UInt8], line: Int = 0) {
        let slash = UInt8(ascii: "/")
        var pattern = text[...]
        isInclude = pattern.first == UInt8(ascii: "!")
        if isInclude { pattern = pattern.dropFirst() }
        isFolderOnly = pattern.last == slash
        if isFolderOnly { pattern = pattern.dropLast() }
        isPath = pattern.contains(slash)
        if pattern.first == slash { pattern = pattern.dropFirst() }
        guard !pattern.isEmpty, let glob = Glob(Array(pattern), isPath: isPath, by: .gitignore) else { return nil }
        self.glob = glob
        self.text = text
        self.line = line
    }
}
