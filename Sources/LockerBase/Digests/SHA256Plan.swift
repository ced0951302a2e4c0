import CLanes

/// How messages are hashed side by side: by which instructions, and how many at a time, for each number of messages that
/// are under way.
public struct SHA256Plan: @unchecked Sendable {
    /// What is the fastest on this machine, measured when it is first asked for, in some 100 microseconds. `LOCKER_LANES`
    /// says what may be used.
    public static let measured = SHA256Plan { locker_sha256_measure(locker_lanes_names(), $0) }

    /// As ``measured``, with other names than those of `LOCKER_LANES`.
    package static func measured(allowing names: String) -> SHA256Plan {
        SHA256Plan { locker_sha256_measure(names, $0) }
    }

    /// What this machine has, each as if it were the fastest.
    package static let each: [SHA256Plan] = LaneNames.hashWays.map { way in
        SHA256Plan { locker_sha256_force(way, $0) }
    }

    /// An entry for each number of messages, from none on. For the life of the process.
    let steps: UnsafePointer<locker_sha256_step>
    /// The most messages that are worth being under way.
    let width: Int

    private init(_ fill: (UnsafeMutablePointer<locker_sha256_step>) -> Void) {
        let count = Int(LOCKER_SHA256_LANES) + 1
        let steps = UnsafeMutablePointer<locker_sha256_step>.allocate(capacity: count)
        fill(steps)
        self.steps = UnsafePointer(steps)
        width = (1..<count).reduce(1) { max($0, Int(steps[$1].count)) }
    }

    /// The instructions in it, as `LOCKER_LANES` has their names: those for many messages first.
    public var names: [String] {
        var names: [String] = []
        for count in (1...Int(LOCKER_SHA256_LANES)).reversed() {
            let name = String(cString: steps[count].way.pointee.name)
            if !names.contains(name) { names.append(name) }
        }
        return names
    }
}
