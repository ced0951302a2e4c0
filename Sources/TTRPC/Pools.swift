import POSIXSupport

/// The threads that run handlers, a pool for each lane.
struct Pools: Sendable {
    /// In the order of ``Lane/allCases``, so that a lane's raw value is its pool's index.
    private let pools: [WorkerPool]

    init(_ limits: Server.Limits) throws(SystemError) {
        pools = try Lane.allCases.map { lane throws(SystemError) in
            try WorkerPool(name: "rpc-\(lane)", threads: limits.threads(for: lane))
        }
    }

    func submit(_ lane: Lane, _ job: @escaping WorkerPool.Job) {
        pools[lane.rawValue].submit(job)
    }

    /// Runs what was submitted, then ends the threads. To be called once.
    func finish() {
        for pool in pools { pool.finish() }
    }
}
