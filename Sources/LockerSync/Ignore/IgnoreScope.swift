/// The patterns that hold in one folder of a tree.
struct IgnoreScope: Sendable {
    /// Which pattern has matched.
    struct Match: Hashable {
        fileprivate let layer: Int
        fileprivate let rule: Int
    }

    /// Patterns that stand in one place.
    private struct Layer: Sendable {
        let list: IgnoreList
        /// How many bytes of a path come before what they are held against: those of the folder they stand in.
        let start: Int
    }

    let rules: IgnoreRules
    /// Those that come first are at the end.
    private var layers: [Layer] = []

    /// Those of the folder at `path` that is walked, without its ignore file. No bytes: where paths begin.
    init(_ rules: IgnoreRules, at path: [UInt8]) {
        self.rules = rules
        let start = IgnoreScope.start(of: path)
        for list in [rules.defaults, rules.commandLine] where !list.rules.isEmpty {
            layers.append(Layer(list: list, start: start))
        }
    }

    /// Whether there are none.
    var isEmpty: Bool { layers.isEmpty }

    /// These and those of an ignore file, which come before the ones of the folders around.
    func adding(_ list: IgnoreList, at path: [UInt8]) -> IgnoreScope {
        if list.rules.isEmpty { return self }
        var scope = self
        let place = rules.commandLine.rules.isEmpty ? layers.count : layers.count - 1
        scope.layers.insert(Layer(list: list, start: IgnoreScope.start(of: path)), at: place)
        return scope
    }

    /// The pattern that leaves out what is at `path`; nil when it stays.
    ///
    /// - Parameters:
    ///   - start: where the name begins in the path, which lies directly in this folder.
    ///   - isFolder: asked where that matters.
    func exclusion(
        of path: UnsafeBufferPointer<UInt8>, nameFrom start: Int, isFolder: () -> Bool
    ) -> Match? {
        let name = UnsafeBufferPointer(rebasing: path[start...])
        for number in layers.indices.reversed() {
            let layer = layers[number]
            let below = UnsafeBufferPointer(rebasing: path[layer.start...])
            guard let rule = layer.list.lastMatch(name, at: below, isFolder: isFolder) else { continue }
            return layer.list.rules[rule].isInclude ? nil : Match(layer: number, rule: rule)
        }
        return nil
    }

    /// What a match says.
    func why(_ match: Match) -> Exclusion {
        let list = layers[match.layer].list
        let rule = list.rules[match.rule]
        return .pattern(rule.text, in: list.origin, line: rule.line)
    }

    /// Where what lies in the folder at `path` has its own part of a path.
    private static func start(of path: [UInt8]) -> Int { path.isEmpty ? 0 : path.count + 1 }
}
