import ArgumentParser
import LockerAPI
import LockerBase

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Show the daemon, the account and what it uses.",
        discussion: """
            Its health is serving, rebuilding (some reads wait), read-only (the disk is full or takes no writes, or the \
            database is written anew) or stopping. The exit status is 0 in each of these, and 6 where the daemon cannot \
            be reached.
            """)

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let connection = try global.connect()
        let status = try connection.call(LockerMethods.status, .init())
        var health: Locker_V1_HealthResponse?
        if try connection.has(.health) { health = try connection.call(LockerMethods.health, .init()) }
        let socket = try global.socketPath()
        if global.json {
            Console.print(try json(status, health, socket: socket))
            return
        }
        Console.print(
            "daemon    lockerd \(status.version.printable) at \(socket.printable), up \(HumanText.span(Double(status.uptimeSeconds)))"
        )
        if let health { Console.print("health    \(HealthText.line(health))") }
        if !status.directory.isEmpty { Console.print("store     \(EntryPath.printable(Array(status.directory.utf8)))") }
        Console.print("account   \(status.account.printable) (\(RoleText.name(status.role)))")
        Console.print("usage     \(UsageText.line(status.usage))")
        if status.hasLanes { Console.print("lanes     \(lanes(status.lanes))") }
        if status.rebuilding { Console.print("index     being rebuilt; some answers take longer") }
    }

    private func json(
        _ status: Locker_V1_StatusResponse, _ health: Locker_V1_HealthResponse?, socket: String
    ) throws -> JSONValue {
        [
            "version": .string(status.version), "account": .string(status.account),
            "role": .string(RoleText.name(status.role)), "socket": .string(socket),
            "store": .string(status.store.hexText),
            "directory": status.directory.isEmpty ? nil : .string(status.directory),
            "uptime_seconds": .unsigned(status.uptimeSeconds), "rebuilding": .bool(status.rebuilding),
            "health": healthJSON(health),
            "lanes": status.hasLanes ? lanesJSON(status.lanes) : nil, "usage": UsageText.json(status.usage),
        ]
    }

    private func healthJSON(_ health: Locker_V1_HealthResponse?) -> JSONValue {
        guard let health else { return .null }
        return .string(HealthText.name(health.state))
    }

    private func lanes(_ lanes: Locker_V1_Lanes) -> String {
        "hash by \(lanes.hash.joined(separator: ", ").printable), cut by \(lanes.scan.printable)"
    }

    private func lanesJSON(_ lanes: Locker_V1_Lanes) -> JSONValue {
        ["hash": .array(lanes.hash.map { .string($0) }), "scan": .string(lanes.scan)]
    }
}
