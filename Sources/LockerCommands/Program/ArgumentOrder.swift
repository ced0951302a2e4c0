import ArgumentParser
import LockerBase

/// Lets the options that every command has stand before the command too: `locker --json ls`.
///
/// The parser gives an option to the command that declares it, and only where it stands behind that command's name.
/// Declaring them twice, on the root and on every command, would leave two places to look for each value.
package enum ArgumentOrder {
    private static let flags: Set<String> = ["--json", "--quiet", "-q"]
    private static let options: Set<String> = ["--socket", "--server", "--ca-file", "--account", "--progress"]

    /// `arguments` with the shared options that stand before or between the names of `root`'s commands moved behind
    /// the last of those names.
    ///
    /// - Throws: when what stands in a command's place is none: the parser would blame the options before it.
    package static func sharedOptionsLast(_ arguments: [String], root: any ParsableCommand.Type) throws -> [String] {
        var names: [String] = []
        var moved: [String] = []
        var command: any ParsableCommand.Type = root
        var rest = arguments[...]
        while let argument = rest.first, !command.configuration.subcommands.isEmpty {
            if let next = command.configuration.subcommands.first(where: { $0._commandName == argument }) {
                command = next
                names.append(argument)
                rest = rest.dropFirst()
            } else if flags.contains(argument) || options.contains(where: { argument.hasPrefix($0 + "=") }) {
                moved.append(argument)
                rest = rest.dropFirst()
            } else if options.contains(argument) {
                moved += rest.prefix(2)
                rest = rest.dropFirst(2)
            } else {
                try checkWish(rest, after: names, command)
                // Help, the version and the like take no options: those before them have nothing to apply to.
                return names + rest
            }
        }
        if !moved.isEmpty, !command.configuration.subcommands.isEmpty {
            throw ValidationError("No command is given; `\(title(names)) --help` lists them")
        }
        return names + moved + rest
    }

    /// Refuses the first of `words` in a command's place, unless it is what the parser itself answers. Who asks for
    /// help with a command names one that is there.
    private static func checkWish(
        _ words: ArraySlice<String>, after names: [String], _ command: any ParsableCommand.Type
    ) throws {
        guard let word = words.first, !word.hasPrefix("-") else { return }
        guard word == "help" else { throw unknown(word, after: names, command) }
        var (names, command) = (names, command)
        for word in words.dropFirst() where !word.hasPrefix("-") {
            guard let next = command.configuration.subcommands.first(where: { $0._commandName == word }) else {
                throw unknown(word, after: names, command)
            }
            names.append(word)
            command = next
        }
    }

    private static func unknown(
        _ word: String, after names: [String], _ command: any ParsableCommand.Type
    ) -> ValidationError {
        let known = command.configuration.subcommands.map { $0._commandName }
        guard !known.isEmpty else {
            return ValidationError("Unknown command '\(word)': '\(title(names))' has none")
        }
        let guess = WordGuess.nearest(to: word, in: known).map { " Did you mean '\($0)'?" } ?? ""
        return ValidationError(
            "Unknown command '\(word)'; `\(title(names)) --help` lists the commands.\(guess)")
    }

    private static func title(_ names: [String]) -> String {
        (["locker"] + names).joined(separator: " ")
    }
}
