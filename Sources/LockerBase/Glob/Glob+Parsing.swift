extension Glob {
    /// Compiles `pattern`; nil when it is none that matches anything: by the rules of gitignore(5) a `[` without its
    /// end, a `\` at the end.
    ///
    /// - Parameter isPath: whether it is held against paths, in which `**` may stand for folders.
    package init?(_ pattern: [UInt8], isPath: Bool, by dialect: Dialect) {
        var (steps, sets): ([Step], [ByteSet]) = ([], [])
        var index = 0
        while index < pattern.count {
            switch pattern[index] {
            case Dialect.backslash:
                guard let escaped = dialect.escaped(pattern, at: index) else { return nil }
                steps.append(.byte(escaped.byte))
                index = escaped.end
            case UInt8(ascii: "?"):
                steps.append(.any)
                index += 1
            case UInt8(ascii: "["):
                var reader = BracketReader(pattern, behind: index, by: dialect)
                if let bracket = reader.read() {
                    steps.append(.one(of: sets.count))
                    sets.append(bracket.bytes)
                    index = bracket.end
                } else {
                    guard dialect == .search else { return nil }
                    steps.append(.byte(pattern[index]))
                    index += 1
                }
            case Glob.asterisk:
                let end = pattern[index...].firstIndex { $0 != Glob.asterisk } ?? pattern.count
                let isOne = !isPath || end - index == 1
                let (taken, next) = Glob.stars(isOne, behind: steps.last, before: pattern[end...], by: dialect)
                steps += taken
                index = next
            case let byte:
                steps.append(.byte(byte))
                index += 1
            }
        }
        self.init(steps, sets)
    }

    private static let asterisk = UInt8(ascii: "*")

    /// What stars stand for, and where the pattern goes on. Several are folders where they are the name of one;
    /// elsewhere they are as one by the rules of gitignore(5), and any bytes in a search.
    ///
    /// git itself takes `a**/b` for `a*/**/b`, where no other pattern comes before the stars.
    private static func stars(
        _ isOne: Bool, behind last: Step?, before rest: ArraySlice<UInt8>, by dialect: Dialect
    ) -> (steps: [Step], next: Int) {
        if isOne { return ([.star], rest.startIndex) }
        let isAtStart =
            switch last {
            case nil, .folders: true
            case .byte(let byte): byte == slash
            default: false
            }
        if isAtStart {
            if rest.isEmpty { return ([.bytes], rest.startIndex) }
            if rest.first == slash { return ([.folders], rest.startIndex + 1) }
            // One folder at least.
            if rest.starts(with: [Dialect.backslash, slash]) {
                return ([.star, .byte(slash), .folders], rest.startIndex + 2)
            }
        }
        return (dialect == .search ? [.bytes] : [.star], rest.startIndex)
    }
}
