import Foundation
import Glibc

/// Programs of others.
enum Programs {
    struct Failure: Error {
        let program: String
        let status: Int32
    }

    /// What a program prints. It is to be called where threads may be blocked.
    static func output(of program: String, _ arguments: [String], input: String = "") throws -> String {
        // One that ends before it has read its input ends nobody else.
        signal(SIGPIPE, SIG_IGN)
        let process = Process()
        let (output, into) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["timeout", "60", program] + arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = into
        try process.run()
        try into.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try into.fileHandleForWriting.close()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(program: program, status: process.terminationStatus)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
