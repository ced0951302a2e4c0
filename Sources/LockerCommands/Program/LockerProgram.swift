import ArgumentParser
import Glibc
import LockerBase
import POSIXSupport

/// The program `locker`: parses, runs, and turns whatever happens into a message and an exit status.
package enum LockerProgram {
    /// Runs the command that `arguments` (bytes, the program's name left out) ask for. Returns the exit status.
    package static func run(_ arguments: [[UInt8]]) -> Int32 {
        let json = wantsObjects(arguments)
        do {
            var command = try parse(arguments)
            try LaneNames.check()
            try Interrupts.watch()
            try command.run()
            if let failure = Console.outputFailure { throw failure }
            return ExitStatus.done.rawValue
        } catch let status as ExitStatus {
            return status.rawValue
        } catch let error as LockerError {
            report(ErrorText.message(of: error), code: error.code, details: error.details, json: json)
            return ExitStatus(error).rawValue
        } catch let error as SystemError {
            report(error.description, code: .system, json: json)
            return ExitStatus.failed.rawValue
        } catch {
            return explain(error, json: json)
        }
    }

    /// Whether errors are to be objects, also where the arguments are too wrong to be parsed.
    private static func wantsObjects(_ arguments: [[UInt8]]) -> Bool {
        let words = arguments.prefix { !$0.elementsEqual("--".utf8) }.map { String(decoding: $0, as: UTF8.self) }
        return words.contains("--json") || words.contains("--progress=json")
            || zip(words, words.dropFirst()).contains { $0 == "--progress" && $1 == "json" }
    }

    /// The command that `arguments` ask for, ready to run.
    package static func parse(_ arguments: [[UInt8]]) throws -> any ParsableCommand {
        let arguments = arguments.map(ArgumentBytes.text)
        let ordered = try ArgumentOrder.sharedOptionsLast(arguments, root: LockerCommand.self)
        return try LockerCommand.parseAsRoot(OverwriteArgument.withRule(ordered))
    }

    /// What the parser throws is a wish (help, the version, a completion script) or wrong usage.
    private static func explain(_ error: any Error, json: Bool) -> Int32 {
        let text = LockerCommand.fullMessage(for: error)
        if LockerCommand.exitCode(for: error).isSuccess {
            Console.print(text)
            guard let failure = Console.outputFailure else { return ExitStatus.done.rawValue }
            report(failure.description, code: .system, json: json)
            return ExitStatus.failed.rawValue
        }
        if json {
            report(LockerCommand.message(for: error), code: .invalidArgument, json: true)
        } else {
            Console.note(EntryPath.printable(lines: text) + "\n")
        }
        return ExitStatus.usage.rawValue
    }

    private static func report(
        _ message: String, code: LockerError.Code, details: [ErrorDetail: String] = [:], json: Bool
    ) {
        guard json else {
            Console.note("locker: \(message)\n")
            return
        }
        var error: [String: JSONValue] = ["code": .string(code.rawValue), "message": .string(message)]
        if !details.isEmpty {
            error["details"] = .object(
                Dictionary(uniqueKeysWithValues: details.map { ($0.rawValue, .string($1)) }))
        }
        Console.note(JSONValue.object(["error": .object(error)]).text + "\n")
    }
}

extension ExitStatus: Error {}

extension EntryPath {
    /// Text of several lines that may repeat an argument, safe to print.
    fileprivate static func printable(lines text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { printable(ArgumentBytes.bytes(of: String($0))) }.joined(separator: "\n")
    }
}
