extension Glob {
    private static let slash = UInt8(ascii: "/")
    private static let backslash = UInt8(ascii: "\\")
    private static let asterisk = UInt8(ascii: "*")

    /// Compiles `pattern`; nil when it is none that matches anything: a `[` without its end, a `\` at the end.
    ///
    /// - Parameter isPath: whether it is held against paths, in which `**` may stand for folders.
    init?(_ pattern: [UInt8], isPath: Bool) {
        var (steps, sets): ([Step], [ByteSet]) = ([], [])
        var index = 0
        while index < pattern.count {
            switch pattern[index] {
            case Glob.backslash:
                guard index + 1 < pattern.count else { return nil }
                steps.append(.byte(pattern[index + 1]))
                index += 2
            case UInt8(ascii: "?"):
                steps.append(.any)
                index += 1
            case UInt8(ascii: "["):
                var reader = BracketReader(pattern, behind: index)
                guard let bracket = reader.read() else { return nil }
                steps.append(.one(of: sets.count))
                sets.append(bracket.bytes)
                index = bracket.end
            case Glob.asterisk:
                let end = pattern[index...].firstIndex { $0 != Glob.asterisk } ?? pattern.count
                let (taken, next) = Glob.stars(index..<end, of: pattern, isPath: isPath)
                steps += taken
                index = next
            case let byte:
                steps.append(.byte(byte))
                index += 1
            }
        }
        prefix = steps.prefix { $0.literal != nil }.compactMap(\.literal)
        self.steps = Array(steps.dropFirst(prefix.count))
        self.sets = sets
    }

    /// What the stars at `place` stand for, and where the pattern goes on: several are as one, unless they are a name of
    /// a path.
    ///
    /// So says gitignore(5). git itself takes `a**/b` for `a*/**/b`, where no other pattern comes before the stars.
    private static func stars(
        _ place: Range<Int>, of pattern: [UInt8], isPath: Bool
    ) -> (steps: [Step], next: Int) {
        let isAtStart = place.lowerBound == 0 || pattern[place.lowerBound - 1] == slash
        let rest = pattern[place.upperBound...]
        if isPath, isAtStart, place.count > 1 {
            if rest.isEmpty { return ([.rest], place.upperBound) }
            if rest.first == slash { return ([.folders], place.upperBound + 1) }
            if rest.starts(with: [backslash, slash]) {
                // One folder at least.
                return ([.star, .byte(slash), .folders], place.upperBound + 2)
            }
        }
        return ([.star], place.upperBound)
    }
}
