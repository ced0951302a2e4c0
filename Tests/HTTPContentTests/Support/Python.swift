import Foundation

/// Python, whose module zipfile reads archives.
enum Python {
    struct Failure: Error {
        let status: Int32
    }

    /// What a script prints, line by line.
    static func run(_ script: String, _ arguments: [String]) throws -> [String] {
        try output(of: "/usr/bin/python3", ["-c", script] + arguments)
    }

    /// What a program prints, line by line.
    static func output(of program: String, _ arguments: [String]) throws -> [String] {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardOutput = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
