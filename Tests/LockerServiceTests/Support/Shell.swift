import Foundation

/// Runs a script of the shell and returns what it prints.
enum Shell {
    static func run(_ script: String, _ arguments: String...) -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", script] + arguments
        process.standardOutput = output
        do {
            try process.run()
        } catch {
            return "bash: \(error)"
        }
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self)
    }
}
