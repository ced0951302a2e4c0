import ArgumentParser
import Foundation
import LockerBase
import MediaWorker
import POSIXSupport

@main
struct LockerGatewayProgram: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "locker-gateway",
        abstract: "Serve people's lockers over HTTP, to players and to other computers.",
        version: LockerVersion.text,
        subcommands: [ServeCommand.self, PersonCommand.self, InviteCommand.self, CredentialCommand.self],
        defaultSubcommand: ServeCommand.self)

    /// Bad usage exits with 2, as `locker` does, and not with the parser's own 64.
    static func main() async {
        // Before anything else of the process has begun: what follows is shut away.
        if CommandLine.arguments.dropFirst().first == MediaWorkerProgram.name { MediaWorkerProgram.run() }
        StandardDescriptors.ensureOpen()
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            let code = exitCode(for: error)
            if code == .validationFailure {
                FileHandle.standardError.write(Data((fullMessage(for: error) + "\n").utf8))
                Foundation.exit(2)
            }
            exit(withError: error)
        }
    }
}
