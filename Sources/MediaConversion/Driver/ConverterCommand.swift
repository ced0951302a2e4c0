import Confinement

/// How a process is started that becomes ffmpeg.
package struct ConverterCommand: Sendable {
    /// The program that ``ConverterProgram/run(_:)`` is in, and what its command line says behind its name.
    package let path: String
    package let arguments: [String]

    /// The program at `path`, called with `arguments`.
    package init(path: String, arguments: [String] = [ConverterProgram.name]) {
        (self.path, self.arguments) = (path, arguments)
    }

    /// The program that runs, also where another one has taken its place on the disk since.
    package static let ofThisProgram = ConverterCommand(path: "/proc/self/exe")
}
