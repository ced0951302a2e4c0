import POSIXSupport

/// The threads that run handlers, a pool for each lane.
struct Pools: Sendable {
    private let quick: WorkerPool
    private let bulk: WorkerPool

    init(quickThreads: Int, bulkThreads: Int) throws(SystemError) {
        quick = try WorkerPool(name: "rpc-quick", threads: quickThreads)
        bulk = try WorkerPool(name: "rpc-bulk", threads: bulkThreads)
    }

    func submit(_ lane: Lane, _ job: @escaping WorkerPool.Job) {
        switch lane {
        case .quick: quick.submit(job)
        case .bulk: bulk.submit(job)
        }
    }

    /// Runs what was submitted, then ends the threads. To be called once.
    func finish() {
        quick.finish()
        bulk.finish()
    }
}
