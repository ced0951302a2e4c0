import Glibc
import LockerBase
import LockerSync
import LockerTestSupport

/// Folders of files without content, and of ignore files.
enum IgnoreTree {
    /// Makes `paths` in `folder`, those that end in `/` as folders, and ignore files by the folders they lie in: `""`,
    /// `"a/"`.
    static func make(
        in folder: String, _ paths: [String], ignoring patterns: [String: String] = [:],
        named name: String = ".lockerignore"
    ) throws {
        for path in paths {
            var place = folder
            for component in path.split(separator: "/").dropLast(path.hasSuffix("/") ? 0 : 1) {
                place += "/\(component)"
                mkdir(place, 0o755)
            }
            if !path.hasSuffix("/") { try makeFile("\(folder)/\(path)", []) }
        }
        for (place, text) in patterns { try makeFile("\(folder)/\(place)\(name)", Array(text.utf8)) }
    }

    /// What a walk of `folder` finds, but for ignore files and empty folders.
    static func kept(in folder: String, _ rules: IgnoreRules = IgnoreRules(patterns: [])) throws -> [String] {
        let items = try TreeWalker.walk(Array(folder.utf8), rules: rules).items.rows()
        return items.filter { !$0.isFolder }.map(\.path.description).filter { !$0.hasSuffix("ignore") }
    }

    /// What is left of such a tree.
    static func kept(
        _ paths: [String], ignoring patterns: [String: String], _ rules: IgnoreRules = IgnoreRules(patterns: [])
    ) throws -> [String] {
        try withTemporaryDirectory { folder in
            try make(in: folder, paths, ignoring: patterns)
            return try kept(in: folder, rules)
        }
    }
}

extension IgnoreRules {
    /// Those of a command line, each as it would be written in an ignore file.
    init(_ patterns: String..., defaults: Bool = false) {
        self.init(patterns: patterns.map { Array($0.utf8) }, usesDefaults: defaults)
    }
}
