import Foundation
import Glibc
import LockerAPI
import LockerCore
import LockerService
import LockerTestSupport
import POSIXSupport
import ServiceSupport
import TTRPC

/// A daemon in this process whose log is a file.
struct LoggedDaemon {
    let daemon: Daemon
    let output: LogOutput
    let directory: String
    var options: DaemonOptions

    var socket: String { options.socket }
    private var log: String { directory + "/log" }

    /// - Parameter configuration: JSON5.
    static func with(
        _ format: LogFormat = .json, configuration: String = "{}", _ body: (LoggedDaemon) throws -> Void
    ) throws {
        try withTemporaryDirectory { directory in
            let file = try Descriptor.open(directory + "/log", O_WRONLY | O_CREAT | O_APPEND)
            let options = try LoggedDaemon.options(configuration, in: directory)
            let output = LogOutput(format, level: options.logLevel, to: file.number)
            let daemon = try Daemon(options, logger: output.logger("test"))
            try daemon.start()
            defer {
                daemon.stop()
                withExtendedLifetime(file) {}
            }
            try body(LoggedDaemon(daemon: daemon, output: output, directory: directory, options: options))
        }
    }

    static func options(_ configuration: String, in directory: String) throws -> DaemonOptions {
        try makeFile(directory + "/configuration", Array(configuration.utf8))
        var options = DaemonOptions(store: directory + "/store", socket: directory + "/s")
        try ConfigurationFile.read(directory + "/configuration").apply(to: &options)
        return options
    }

    func connect(_ account: String? = nil) throws -> LockerConnection {
        try LockerConnection(socket: socket, account: account)
    }

    /// What the daemon has counted so far, as it is scraped.
    func metrics() throws -> String {
        let path = directory + "/metrics"
        try daemon.change(to: try LoggedDaemon.options("{metrics: {listen: 'unix:\(path)'}}", in: directory))
        let socket = try UnixSocket.connect(to: path)
        let request = Array("GET /metrics HTTP/1.0\r\n\r\n".utf8)
        _ = retrying { write(socket.number, request, request.count) }
        var (text, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 16))
        while true {
            let count = retrying { read(socket.number, &buffer, buffer.count) }
            guard count > 0 else { return String(decoding: text, as: UTF8.self) }
            text += buffer[..<count]
        }
    }

    /// The lines so far.
    func lines() throws -> [String] {
        try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    /// The objects of the lines so far that have that message.
    func objects(_ message: String) throws -> [[String: Any]] {
        try lines().compactMap { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
            .filter { $0["message"] as? String == message }
    }
}
