/// A fixed number of threads that run jobs in the order they came.
///
/// The queue has no bound of its own: whoever submits bounds what it submits.
public final class WorkerPool: Sendable {
    private struct Queue {
        /// Those before ``next`` are taken. Their slots are empty, so that what a job holds goes with the job, however
        /// long others wait here.
        var jobs: [(@Sendable () -> Void)?] = []
        var next = 0
        var stopping = false

        mutating func take() -> (@Sendable () -> Void)? {
            guard next < jobs.count else { return nil }
            let job = jobs[next].take()
            next += 1
            if next == jobs.count {
                jobs.removeAll(keepingCapacity: true)
                next = 0
            } else if next > 1024 {
                jobs.removeFirst(next)
                next = 0
            }
            return job
        }
    }

    private let queue = Monitor(Queue())
    private let threads: [Thread]

    /// Starts `count` threads, called `name` and a number.
    public init(name: String, threads count: Int) throws(SystemError) {
        let queue = queue
        var threads: [Thread] = []
        do throws(SystemError) {
            for index in 0..<count {
                threads.append(
                    try Thread("\(name)-\(index)") {
                        while let job = queue.wait({ $0.take().map(Optional.some) ?? ($0.stopping ? .some(nil) : nil) })
                        {
                            job()
                        }
                    })
            }
        } catch {
            // Nobody would end those that were started.
            WorkerPool.end(threads, of: queue)
            throw error
        }
        self.threads = threads
    }

    /// Has a thread run `job`, after those that were submitted before.
    public func submit(_ job: @escaping @Sendable () -> Void) {
        queue.withLock { $0.jobs.append(job) }
        queue.notifyOne()
    }

    /// Runs what is queued, then ends the threads. To be called once.
    public func finish() {
        WorkerPool.end(threads, of: queue)
    }

    private static func end(_ threads: [Thread], of queue: Monitor<Queue>) {
        queue.withLock { $0.stopping = true }
        queue.notifyAll()
        for thread in threads { thread.join() }
    }
}
