/// What of a folder is left out when it is walked, beside what its own ignore files say.
package struct IgnoreRules: Sendable {
    /// The patterns of `--exclude` and `--include`, which come before all others.
    let commandLine: IgnoreList
    /// Those that come behind all others.
    let defaults: IgnoreList
    /// Whether folders that say that they are caches are left out.
    let skipsCaches: Bool
    /// Whether ignore files count.
    let readsFiles: Bool

    /// What holds when nothing is said.
    package static let standard = IgnoreRules(patterns: [])
    /// Nothing is left out.
    package static let none = IgnoreRules(commandLine: [], defaults: [], skipsCaches: false, readsFiles: false)

    private init(commandLine: [IgnoreRule], defaults: [IgnoreRule], skipsCaches: Bool, readsFiles: Bool) {
        self.commandLine = IgnoreList(commandLine, from: .commandLine)
        self.defaults = IgnoreList(defaults, from: .defaults)
        (self.skipsCaches, self.readsFiles) = (skipsCaches, readsFiles)
    }

    /// - Parameters:
    ///   - patterns: as gitignore(5) has them, the last of which counts; what matches nothing is passed over.
    ///   - usesDefaults: whether litter and caches are left out.
    package init(patterns: [[UInt8]], usesDefaults: Bool = true) {
        self.init(
            commandLine: patterns.compactMap { IgnoreRule($0) },
            defaults: usesDefaults ? DefaultExcludes.rules : [], skipsCaches: usesDefaults, readsFiles: true)
    }

    /// Whether `pattern` can match anything.
    package static func isPattern(_ pattern: [UInt8]) -> Bool {
        pattern.count <= IgnoreFile.maximumLine && IgnoreRule(pattern) != nil
    }
}
