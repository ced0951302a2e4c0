import ArgumentParser
import Glibc
import LockerBase

/// Where a command takes a password from: never from its arguments, which everybody on the machine can read.
struct PasswordOptions: ParsableArguments {
    @Flag(help: "Read the password from standard input, up to the end of its first line.")
    var passwordStdin = false

    /// The password, asked for twice at a terminal.
    func read(for name: String) throws(LockerError) -> String {
        if passwordStdin { return try PasswordInput.line() }
        guard isatty(STDIN_FILENO) == 1 else {
            throw LockerError(
                .invalidArgument, "there is no terminal to ask for a password at; use --password-stdin")
        }
        let password = try PasswordInput.ask("Password of \(name.printable): ")
        guard try PasswordInput.ask("Once more: ") == password else {
            throw LockerError(.invalidArgument, "these were two different passwords; try again")
        }
        return password
    }
}
