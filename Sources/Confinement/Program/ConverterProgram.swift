import Glibc
import POSIXSupport

/// The process that becomes ffmpeg, or what scales pictures, once what a hostile song makes of that can do no more than
/// say something else over its standard output: it reads the song, its own libraries and nothing besides, and reaches
/// nobody.
package enum ConverterProgram {
    /// The name of the subcommand that runs it.
    package static let name = "media-converter"
    /// What it ends with where it cannot be confined, or there is no program to become; its output says why then.
    package static let unfit: Int32 = 125

    /// Becomes the program that the first of `arguments` is the path of, called with the others. To be called before
    /// anything else has started a thread.
    package static func run(_ arguments: [String]) -> Never {
        do throws(SystemError) {
            guard let program = arguments.first else { throw SystemError("execve", on: "nothing", number: EINVAL) }
            closefrom(STDERR_FILENO + 1)
            guard chdir("/") == 0 else { throw SystemError("chdir", on: "/") }
            let texts = ArgumentList([name(of: program)] + arguments.dropFirst())
            let environment: [UnsafeMutablePointer<CChar>?] = [nil]
            try ConverterSandbox.enter(toRun: program)
            execve(program, texts.pointers, environment)
            throw SystemError("execve", on: program)
        } catch {
            let text = error.description
            _ = write(STDOUT_FILENO, text, text.utf8.count)
            _exit(unfit)
        }
    }

    /// What programs are called by: some do what their name says.
    private static func name(of program: String) -> String {
        program.split(separator: "/").last.map { String($0) } ?? program
    }
}
