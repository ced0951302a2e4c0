import POSIXSupport

/// The threads that run handlers, a pool for each lane.
struct Pools: Sendable {
    /// In the order of ``Lane/allCases``, so that a lane's raw value is its pool's index.
    private let pools: [LanePool]

    init(_ limits: ServerLimits, replies: FairBudget) throws(SystemError) {
        pools = try Lane.allCases.map { lane throws(SystemError) in
            let threads = limits.threads(for: lane)
            return try LanePool(
                name: "rpc-\(lane)", threads: threads, perPrincipal: max(1, threads / 2),
                maximumLost: limits.replacedThreads, replies: replies)
        }
    }

    subscript(lane: Lane) -> LanePool { pools[lane.rawValue] }

    /// Lets threads look again for calls that may begin.
    func wake() {
        for pool in pools { pool.wake() }
    }

    /// Drops the calls that wait and are not wanted any more: those of one principal, or all.
    func dropUnwanted(of principal: Principal? = nil) {
        for pool in pools { pool.dropUnwanted(of: principal) }
    }

    /// The threads that hang in files of callers.
    var lostThreads: Int { pools.reduce(0) { $0 + $1.lostThreads } }

    /// Runs what was submitted, then ends the threads. To be called once.
    func finish() {
        for pool in pools { pool.finish() }
    }
}
