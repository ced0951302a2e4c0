import ArgumentParser
import LockerBase
import People

/// What every command has that administers persons.
struct StateOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The directory of what the gateway keeps.", valueName: "directory"))
    var state = "/var/lib/locker-gateway"

    @Flag(help: "Print one JSON object instead of text.")
    var json = false

    func validate() throws {
        if state.isEmpty { throw ValidationError("--state: name a directory") }
    }

    /// Runs `body` with the persons of the directory, beside the gateway if that runs. What fails is said on standard
    /// error, and the exit code is that of lockerd: 2 for what was asked wrongly, else 1.
    func run(_ body: (People) throws -> Void) throws {
        do {
            let people = try People(state: state)
            defer { people.close() }
            try body(people)
        } catch let error as LockerError {
            Output.note("locker-gateway: \(error.message)")
            throw ExitCode(error.code == .invalidArgument ? 2 : 1)
        }
    }

    /// Says what was done.
    func report(_ event: PeopleEvent, _ text: String) throws {
        if json { try Output.print(json: event.facts) } else { print(text) }
    }
}
