/// How a worker is started.
package struct WorkerCommand: Sendable {
    /// The program, and what its command line says behind its name.
    package let path: String
    package let arguments: [String]

    /// The program at `path`, called with `arguments`.
    package init(path: String, arguments: [String] = [MediaWorkerProgram.name]) {
        (self.path, self.arguments) = (path, arguments)
    }

    /// The program that runs, also where another one has taken its place on the disk since.
    package static let ofThisProgram = WorkerCommand(path: "/proc/self/exe")
}
