/// The worker of who has a turn, as far as there is one.
struct WorkerTurn {
    private let owner: String
    private(set) var process: WorkerProcess?
    /// Songs that it has read.
    private(set) var served: Int

    init(_ turn: WorkerSlots.Turn, of owner: String) {
        self.owner = owner
        process = turn.idle?.process
        served = turn.idle?.served ?? 0
    }

    /// What the next one gets who has a turn for the owner.
    var idle: WorkerSlots.Idle? {
        process.map { WorkerSlots.Idle(process: $0, owner: owner, served: served) }
    }

    /// Takes note that `process` is there now, and has read nothing.
    mutating func begin(_ process: WorkerProcess) {
        (self.process, served) = (process, 0)
    }

    mutating func count(_ songs: Int) { served += songs }

    /// Takes note that there is none any more.
    mutating func end() { process = nil }
}
