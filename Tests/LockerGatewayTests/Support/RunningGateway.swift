import GatewayTestSupport
import Glibc
import LockerBase
import LockerGateway
import MediaConversion
import MediaTestSupport
import MediaWorker
import People
import ServiceSupport
import Testing

/// A gateway in the process of the tests, at a Unix socket, before a daemon of its own.
struct RunningGateway: Sendable {
    let daemon: RunningDaemon
    /// Beside the gateway, as the command line has it.
    let people: People
    /// Where it listens.
    let socket: String
    let options: GatewayOptions

    /// How long one may take to begin and to end.
    private static let patience = Duration.seconds(60)

    /// Calls `body` with one that runs, and stops it.
    ///
    /// - Parameters:
    ///   - change: what of its options is not to be as usual. It is given a folder for files.
    ///   - reload: the options anew, for SIGHUP; nil: as they are.
    static func with(
        _ change: (inout GatewayOptions, String) throws -> Void = { _, _ in },
        reload: (@Sendable (GatewayOptions) -> GatewayOptions)? = nil,
        _ body: (RunningGateway) async throws -> Void
    ) async throws {
        try await RunningPlaces.shared.with { try await run(change, reload, body) }
    }

    private static func run(
        _ change: (inout GatewayOptions, String) throws -> Void,
        _ reload: (@Sendable (GatewayOptions) -> GatewayOptions)?, _ body: (RunningGateway) async throws -> Void
    ) async throws {
        let daemon = try RunningDaemon()
        defer { daemon.stop() }
        var options = try RunningGateway.options(daemon)
        try change(&options, daemon.directory)
        // Hashes that cost nearly nothing.
        var settings = PeopleSettings()
        settings.cost = PasswordCost(operations: 1, memory: 8192)
        let people = try People(state: options.state, settings: settings)
        defer { people.close() }
        let gateway = RunningGateway(daemon: daemon, people: people, socket: daemon.directory + "/h", options: options)
        let running = gateway.start(reload)
        let result: Result<Void, any Error>
        do {
            try await until("it listens") { (try? HTTPLine(gateway.socket)) != nil }
            result = .success(try await body(gateway))
        } catch {
            result = .failure(error)
        }
        running.cancel()
        await RunningGateway.expectEnd(of: running)
        try result.get()
    }

    /// Options of a gateway before a daemon. The folder of its state is there then.
    static func options(_ daemon: RunningDaemon) throws -> GatewayOptions {
        let state = daemon.directory + "/state"
        guard mkdir(state, 0o700) == 0 else { throw LockerError(.system, "mkdir: \(errno)") }
        var options = GatewayOptions(state: state, socket: daemon.socket)
        options.listen = .unix(path: daemon.directory + "/h")
        options.worker = WorkerCommand(path: builtProgram("media-worker"))
        options.converter = ConverterCommand(path: builtProgram("media-worker"))
        options.logLevel = .critical
        return options
    }

    /// Runs it; the task says why it ended by itself.
    private func start(_ reload: (@Sendable (GatewayOptions) -> GatewayOptions)?) -> Task<String?, Never> {
        let options = options
        return Task {
            do {
                try await GatewayProgram.run(options, output: LogOutput(level: .critical)) { () throws(LockerError) in
                    reload?(options) ?? options
                }
                return Task.isCancelled ? nil : "it ended"
            } catch {
                return Task.isCancelled ? nil : "\(error)"
            }
        }
    }

    /// It ends when its task is cancelled, soon, and did not end before.
    private static func expectEnd(of running: Task<String?, Never>) async {
        let (ends, end) = AsyncStream<String?>.makeStream()
        Task {
            end.yield(await running.value)
            end.finish()
        }
        let timer = Task {
            try? await Task.sleep(for: patience)
            end.yield("it does not end")
            end.finish()
        }
        defer { timer.cancel() }
        var first = ends.makeAsyncIterator()
        if let flaw = await first.next() ?? nil { Issue.record("the gateway: \(flaw)") }
    }
}

/// Waits until something is so, which holds up no other task; for a minute.
func until(_ what: String, _ isSo: () async throws -> Bool) async throws {
    for _ in 0..<3000 {
        if try await isSo() { return }
        try await Task.sleep(for: .milliseconds(20))
    }
    throw NotSo(what: what)
}

/// What was waited for, and did not come.
struct NotSo: Error {
    let what: String
}
