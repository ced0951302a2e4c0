import ArgumentParser
import LockerSync

extension OverwriteRule: ExpressibleByArgument {}

/// `--overwrite` of `restore`, which may go without a value: to the parser, an option has one always.
enum OverwriteArgument {
    private static let option = "--overwrite"

    /// `arguments`, the command's name first, with the option as `--overwrite=RULE`: what follows it is its value where
    /// that is one of the rules, and else it is ``OverwriteRule/always``.
    static func withRule(_ arguments: [String]) -> [String] {
        guard arguments.first == "restore" else { return arguments }
        let rules = OverwriteRule.allCases.map(\.rawValue)
        var (result, rest) = ([String](), arguments[...])
        while let argument = rest.first, argument != "--" {
            rest = rest.dropFirst()
            guard argument == option else {
                result.append(argument)
                continue
            }
            let rule = rest.first.flatMap { rules.contains($0) ? $0 : nil }
            if rule != nil { rest = rest.dropFirst() }
            result.append("\(option)=\(rule ?? OverwriteRule.always.rawValue)")
        }
        return result + rest
    }
}
