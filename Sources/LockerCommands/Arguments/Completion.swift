import ArgumentParser
import LockerAPI
import LockerBase
import LockerClient

/// What a shell offers for arguments that only the daemon knows. Where it cannot be asked, nothing is offered.
enum Completion {
    static let libraries = CompletionKind.custom { words, _, _ in
        (try? connection(words).call(LockerMethods.usage, .init()).libraries.map(\.name)) ?? []
    }

    static let paths = CompletionKind.custom { words, _, prefix in (try? paths(words, prefix)) ?? [] }

    /// Offers at a time.
    private static let limit = 200

    private static func paths(_ words: [String], _ prefix: String) throws -> [String] {
        let written = ArgumentBytes.bytes(of: unquoted(prefix))
        let slash = written.lastIndex(of: UInt8(ascii: "/"))
        let library = value(of: "--library", in: words) ?? "main"
        return try LibraryReader(connection: connection(words), library: library)
            .children(
                of: try slash.map { try EntryPath(written[..<$0]) },
                startingWith: Array(slash.map { written[($0 + 1)...] } ?? written[...]), limit: limit
            )
            .map { EntryPath.printable($0) }
    }

    private static func connection(_ words: [String]) throws -> LockerConnection {
        let choice = DaemonChoice(
            socket: value(of: "--socket", in: words), server: value(of: "--server", in: words),
            certificates: value(of: "--ca-file", in: words), book: try? ServerBook.usual())
        let account = value(of: "--account", in: words)
        switch try choice.place() {
        case .socket(let path): return try LockerConnection(socket: path, account: account)
        case .server(let server): return try server.connect(as: account, goesOn: false)
        }
    }

    /// The value of an option among the words of a command line.
    private static func value(of option: String, in words: [String]) -> String? {
        for (index, word) in words.enumerated() {
            if word.hasPrefix(option + "=") { return unquoted(String(word.dropFirst(option.count + 1))) }
            if word == option, index + 1 < words.count { return unquoted(words[index + 1]) }
        }
        return nil
    }

    /// `word` without the quotes and backslashes with which a shell was told to take it as it is. Escapes such as
    /// `\xff` stay.
    private static func unquoted(_ word: String) -> String {
        var result = ""
        var isEscaped = false
        for character in word {
            if isEscaped {
                result += character == "x" ? "\\x" : String(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character != "\"", character != "'" {
                result.append(character)
            }
        }
        return result
    }
}
