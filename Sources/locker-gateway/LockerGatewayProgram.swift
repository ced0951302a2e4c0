import ArgumentParser
import Confinement
import LockerBase
import MediaWorker
import POSIXSupport
import ServiceSupport

@main
struct LockerGatewayProgram: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "locker-gateway",
        abstract: "Serve people's lockers over HTTP, to players and to other computers.",
        version: LockerVersion.text,
        subcommands: [ServeCommand.self, PersonCommand.self, InviteCommand.self, CredentialCommand.self],
        defaultSubcommand: ServeCommand.self)

    static func main() async {
        // Before anything else of the process has begun: what follows is shut away.
        if CommandLine.arguments.dropFirst().first == MediaWorkerProgram.name { MediaWorkerProgram.run() }
        if CommandLine.arguments.dropFirst().first == ConverterProgram.name {
            ConverterProgram.run(Array(CommandLine.arguments.dropFirst(2)))
        }
        StandardDescriptors.ensureOpen()
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            end(with: error)
        }
    }
}
