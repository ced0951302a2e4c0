import Foundation

/// ffmpeg, as people run it.
public enum Encoder {
    struct Failure: Error {
        let arguments: [String]
    }

    /// What becomes of `bytes`, a file with audio, by these words of ffmpeg's command line. Blocks its thread.
    public static func output(of bytes: [UInt8], _ arguments: [String]) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("locker-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (input, output) = (folder.appendingPathComponent("in"), folder.appendingPathComponent("out"))
        try Data(bytes).write(to: input)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/ffmpeg")
        process.arguments = ["-nostdin", "-v", "quiet", "-i", input.path, "-map", "0:a:0"] + arguments + [output.path]
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(arguments: arguments) }
        return [UInt8](try Data(contentsOf: output))
    }

    /// Lossless.
    public static func flac(_ bytes: [UInt8]) throws -> [UInt8] { try output(of: bytes, ["-f", "flac"]) }

    /// At 128 kbit/s.
    public static func mp3(_ bytes: [UInt8]) throws -> [UInt8] {
        try output(of: bytes, ["-c:a", "libmp3lame", "-b:a", "128k", "-f", "mp3"])
    }

    /// Chromaprint's numbers, as the gateway and the operator's program get them.
    public static func fingerprint(of bytes: [UInt8]) throws -> [UInt8] {
        try output(of: bytes, ["-t", "120", "-f", "chromaprint", "-fp_format", "raw"])
    }
}
