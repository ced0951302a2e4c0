import CLanes

/// The names of the instructions by which messages are hashed, and stretches scanned for cuts, side by side.
public enum LaneNames {
    /// The variable of the environment that says what may be used: names with commas between them.
    public static let variable = "LOCKER_LANES"

    /// The ways to hash that this machine has.
    static var hashWays: [UnsafePointer<locker_sha256_way>] {
        (0...).lazy.map(locker_sha256_way).prefix { $0 != nil }.compactMap { $0 }.filter { $0.pointee.is_there() }
    }

    /// Those that this machine has, `plain` the last.
    public static let available: [String] = {
        let gearWays: [UnsafePointer<locker_gear_way>] =
            (0...).lazy.map(locker_gear_way).prefix { $0 != nil }.compactMap { $0 }.filter { $0.pointee.is_there() }
        let hashNames = hashWays.map { String(cString: $0.pointee.name) }
        let names = Set(hashNames + gearWays.map { String(cString: $0.pointee.name) })
        return names.sorted().filter { $0 != "plain" } + ["plain"]
    }()

    /// Looks whether this machine has all that ``variable`` names.
    ///
    /// - Throws: ``LockerError/Code/invalidArgument`` with the names that there are.
    public static func check() throws(LockerError) {
        try check(locker_lanes_names().map { String(cString: $0) } ?? "")
    }

    /// Looks whether this machine has all of `names`.
    package static func check(_ names: String) throws(LockerError) {
        for name in names.split(separator: ",") where !available.contains(String(name)) {
            throw LockerError(
                .invalidArgument,
                "\(variable) names '\(name)', which this processor does not have; it has \(available.joined(separator: ", "))"
            )
        }
    }
}
