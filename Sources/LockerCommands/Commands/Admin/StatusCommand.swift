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
        let place = try global.place()
        if global.json {
            Console.print(try json(status, health, at: place))
            return
        }
        let uptime = HumanText.span(Double(status.uptimeSeconds))
        Console.print("daemon    lockerd \(status.version.printable) at \(place.text.printable), up \(uptime)")
        if let health { Console.print("health    \(HealthText.line(health))") }
        if !status.directory.isEmpty { Console.print("store     \(EntryPath.printable(Array(status.directory.utf8)))") }
        // Behind a server, the role is the server's.
        let role = place.isRemote ? "" : " (\(RoleText.name(status.role)))"
        Console.print("account   \(status.account.printable)\(role)")
        Console.print("usage     \(UsageText.line(status.usage))")
        if status.hasLanes { Console.print("lanes     \(lanes(status.lanes))") }
        if status.rebuilding { Console.print("index     being rebuilt; some answers take longer") }
    }

    private func json(
        _ status: Locker_V1_StatusResponse, _ health: Locker_V1_HealthResponse?, at place: DaemonPlace
    ) throws -> JSONValue {
        let text = JSONValue.string(place.text)
        let (socket, server): (JSONValue, JSONValue) = place.isRemote ? (.null, text) : (text, .null)
        return [
            "version": .string(status.version), "account": .string(status.account),
            "role": .string(RoleText.name(status.role)), "socket": socket, "server": server,
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
