import LockerBase
import MediaFacts

extension TagReaders {
    /// Gives bytes of one of the songs, by its place and a range; fewer where it has no more, nil where they cannot be had.
    package typealias More = @Sendable (Int, Range<Int>) async throws(LockerError) -> [UInt8]?

    /// What songs say, in their order.
    ///
    /// - Parameters:
    ///   - owner: whose songs they are: no worker reads songs of two.
    ///   - more: what it throws ends the reading of all of them.
    /// - Throws: ``LockerError/Code/unavailable`` where no worker starts, ``LockerError/Code/cancelled`` where the task is
    ///   cancelled, or what `more` throws.
    package func read(
        _ songs: [SongBytes], for owner: String, more: More
    ) async throws(LockerError) -> [SongReading] {
        guard !songs.isEmpty else { return [] }
        return try await withTurn(for: owner) { (turn: inout WorkerTurn) async throws(LockerError) -> [SongReading] in
            var readings: [SongReading] = []
            readings.reserveCapacity(songs.count)
            while readings.count < songs.count {
                try await go(on: &turn, songs, &readings, more)
            }
            return readings
        }
    }

    /// Reads until a song has brought its worker down, or all are read.
    private func go(
        on turn: inout WorkerTurn, _ songs: [SongBytes], _ readings: inout [SongReading], _ more: More
    ) async throws(LockerError) {
        let worker = try await worker(of: &turn)
        var resumed: (SongTurn, [UInt8])?
        var isLost = false
        while readings.count < songs.count {
            try Task.stopped()
            let rest = songs[readings.count...].prefix(TagReaders.life)
            let resuming = resumed
            resumed = nil
            let round = await onThread { SongRound(worker, rest, resuming: resuming) }
            var read = round.readings
            if isLost, !read.isEmpty { (read[0], isLost) = (.lost, false) }
            readings += read
            turn.count(read.count)
            switch round.end {
            case .finished:
                if turn.served < TagReaders.life { continue }
                return await end(worker, &turn)
            case .needs(let range, let song):
                let bytes = isLost ? nil : try await more(readings.count, range)
                isLost = isLost || bytes == nil
                resumed = (song, bytes ?? [])
                continue
            case .broken(let failure):
                // What went before may be to blame: a song that comes first is asked once more.
                if turn.served == 0 { readings.append(isLost ? .lost : .failed(failure.text)) }
                return await end(worker, &turn)
            }
        }
    }

    /// The worker of a turn; one that is started now where it has none.
    func worker(of turn: inout WorkerTurn) async throws(LockerError) -> WorkerProcess {
        if let process = turn.process { return process }
        let process = try await onThread { [starts] in
            Result { () throws(LockerError) in try starts.start() }
        }.get()
        turn.begin(process)
        return process
    }

    /// Ends the worker of a turn.
    func end(_ worker: WorkerProcess, _ turn: inout WorkerTurn) async {
        await onThread { worker.end() }
        turn.end()
    }
}

extension Task where Success == Never, Failure == Never {
    /// - Throws: ``LockerError/Code/cancelled`` where the task is cancelled.
    static func stopped() throws(LockerError) {
        if isCancelled { throw LockerError(.cancelled, "nobody waits for the songs any more") }
    }
}
