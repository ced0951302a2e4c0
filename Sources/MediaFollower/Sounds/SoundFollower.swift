import LockerBase
import Logging
import MediaConversion
import MediaIndex
import NIOPosix
import POSIXSupport
import Synchronization

/// Finds out which of people's songs the catalog has in another encoding: it has songs listened to that may be such, once for
/// all who have them, and holds them against the catalog. It takes its time: nobody waits for it.
package final class SoundFollower: Sendable {
    private struct State {
        /// The place in the list of all songs up to which was listened.
        var place: Int64 = 0
        var begun = ContinuousClock.now
        /// Whether it is told that the daemon is too old.
        var isToldOld = false
    }

    private let catalog: CatalogSounds
    private let index: IndexCalls
    private let listening: SongListening
    private let logger: Logger
    private let state = Mutex(State())
    private let tally = SoundCounts()
    /// How long it rests for each second that it works.
    private let leisure: Double
    /// How often is looked for what is new.
    private let pause: Duration
    /// Seconds since 1970 UTC.
    private let now: @Sendable () -> Int64

    /// How often all songs are gone through again.
    private static let turn = Duration.seconds(3600)
    /// Rows of the list of all songs that are looked at together.
    private static let page = 1000

    /// - Parameters:
    ///   - files: where a song lies for as long as it is listened to.
    ///   - leisure: how long it rests for each second that it listens.
    ///   - pause: how often it looks for what is new.
    ///   - now: seconds since 1970 UTC.
    package init(
        songs: any LibrarySource, catalog: any CatalogSource, index: MediaIndex, ffmpeg: FFmpeg,
        files: DerivedFiles, threads: NIOThreadPool, leisure: Double = 1, pause: Duration = .seconds(300),
        now: @escaping @Sendable () -> Int64 = { MachineClock.time / 1_000_000_000 },
        logger: Logger = Logger(label: "sound-follower")
    ) {
        self.index = IndexCalls(index: index, threads: threads)
        self.catalog = CatalogSounds(source: catalog, index: self.index)
        listening = SongListening(source: songs, ffmpeg: ffmpeg, threads: threads, files: files)
        (self.leisure, self.pause, self.now, self.logger) = (leisure, pause, now, logger)
    }

    /// What it has done.
    package var counts: SoundCounts.Values { tally.values }

    /// Goes on until the task is cancelled.
    package func run() async {
        while !Task.isCancelled {
            do throws(LockerError) {
                try await lookOnce()
            } catch {
                if !Task.isCancelled {
                    logger.info(
                        "songs are not held against the catalog for now", metadata: ["error": "\(error.logText)"])
                }
            }
            try? await Task.sleep(for: pause)
        }
    }

    /// Does all that there is to do at the moment.
    package func lookOnce() async throws(LockerError) {
        let answer = try await catalog.bringUp()
        note(isOld: answer == nil)
        guard let found = answer, !found.isEmpty else { return }
        let isTurn = state.withLock { state -> Bool in
            let isTurn = state.begun + SoundFollower.turn < .now
            if isTurn { state = State(isToldOld: state.isToldOld) }
            // What was of no length that the catalog had may be by now.
            if found.isNew { state.place = 0 }
            return isTurn
        }
        if isTurn {
            try await index.run { (index) throws(LockerError) in try index.sounds.forgetUnowned() }
        }
        try await countWaiting()
        repeat {
            while try await index.run({ (index) throws(LockerError) in try index.sounds.compare() }) {}
        } while try await listenOn()
    }

    /// Says once that the daemon is too old, and again where it was not in the meantime.
    private func note(isOld: Bool) {
        let isNews = state.withLock { state -> Bool in
            defer { state.isToldOld = isOld }
            return isOld && !state.isToldOld
        }
        guard isNews else { return }
        logger.notice("nothing is suggested of the catalog: this lockerd is older than that; update lockerd")
    }

    private func countWaiting() async throws(LockerError) {
        let place = state.withLock { $0.place }
        let waiting = try await index.run { (index) throws(LockerError) in
            try index.sounds.waitingCount(behind: place)
        }
        tally.set(waiting: waiting)
    }

    /// Listens to some of the songs that are left. Returns false where there are none.
    private func listenOn() async throws(LockerError) -> Bool {
        let (place, time) = (state.withLock { $0.place }, now())
        let found = try await index.run { (index) throws(LockerError) in
            try index.sounds.unheard(behind: place, limit: SoundFollower.page, at: time)
        }
        guard let next = found.next else { return false }
        var seen: Set<Digest> = []
        for song in found.songs where seen.insert(song.key).inserted {
            if Task.isCancelled { throw LockerError(.cancelled, "nobody listens any more") }
            try await listen(to: song)
        }
        state.withLock { $0.place = next }
        return true
    }

    private func listen(to song: UnheardSong) async throws(LockerError) {
        let start = ContinuousClock.now
        switch try await listening.listen(to: song) {
        case .heard(let fingerprint):
            try await index.run { (index) throws(LockerError) in try index.sounds.note(fingerprint, of: song) }
            tally.count(.heard)
        case .silent:
            try await index.run { (index) throws(LockerError) in try index.sounds.note(nil, of: song) }
            tally.count(.givenUp)
        case .failed(let isOwn):
            let time = now()
            let isOver = try await index.run { (index) throws(LockerError) in
                try index.sounds.noteFailure(of: song, isOwn: isOwn, at: time)
            }
            tally.count(isOver ? .givenUp : .failed)
        case .gone: return tally.count(.gone)
        }
        try? await Task.sleep(for: start.duration(to: .now) * leisure)
    }
}
