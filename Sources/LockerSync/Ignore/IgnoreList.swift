import LockerBase

/// The patterns of one place, in order: of those that match, the last counts. For any number of threads.
struct IgnoreList: Sendable {
    let origin: IgnoreOrigin
    let rules: [IgnoreRule]
    /// The rules without wildcards, by the hash of the name or the path that they match; the numbers of each in order.
    /// Of many such patterns none is looked at that does not match.
    private let names: [Int: [Int]]
    private let paths: [Int: [Int]]
    /// All others, in order.
    private let globs: [Int]

    init(_ rules: [IgnoreRule], from origin: IgnoreOrigin) {
        self.rules = rules
        self.origin = origin
        var (names, paths): ([Int: [Int]], [Int: [Int]]) = ([:], [:])
        var globs: [Int] = []
        for (number, rule) in rules.enumerated() {
            guard rule.glob.isLiteral else {
                globs.append(number)
                continue
            }
            let hash = rule.glob.prefix.withUnsafeBufferPointer(IgnoreList.hash)
            if rule.isPath { paths[hash, default: []].append(number) } else { names[hash, default: []].append(number) }
        }
        (self.names, self.paths, self.globs) = (names, paths, globs)
    }

    /// The number of the last rule that matches; nil when none does.
    ///
    /// - Parameters:
    ///   - name: the last component of the path.
    ///   - path: from the folder on in which the patterns stand.
    ///   - isFolder: asked of what a pattern for folders matches otherwise.
    func lastMatch(
        _ name: UnsafeBufferPointer<UInt8>, at path: UnsafeBufferPointer<UInt8>, isFolder: () -> Bool
    ) -> Int? {
        let first = lastMatch(of: name, in: names, isFolder) ?? -1
        let second = lastMatch(of: path, in: paths, isFolder) ?? -1
        let literal = max(first, second)
        for index in globs.indices.reversed() {
            let number = globs[index]
            if number < literal { break }
            let rule = rules[number]
            if rule.glob.matches(rule.isPath ? path : name), !rule.isFolderOnly || isFolder() { return number }
        }
        return literal < 0 ? nil : literal
    }

    private func lastMatch(
        of text: UnsafeBufferPointer<UInt8>, in table: [Int: [Int]], _ isFolder: () -> Bool
    ) -> Int? {
        if table.isEmpty { return nil }
        guard let numbers = table[IgnoreList.hash(text)] else { return nil }
        return numbers.last { number in
            let rule = rules[number]
            return rule.glob.matches(text) && (!rule.isFolderOnly || isFolder())
        }
    }

    /// With a seed that nobody knows who writes patterns.
    private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(text))
        return hasher.finalize()
    }
}
