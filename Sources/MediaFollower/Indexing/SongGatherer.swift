import FoundationEssentials
import LockerAPI
import LockerBase
import MediaWorker

/// Gets the songs of one revision of a library that nobody has read yet, and has workers read them.
struct SongGatherer: Sendable {
    let source: any LibrarySource
    let readers: TagReaders
    let counts: FollowerCounts
    let name: FollowedLibrary
    let revision: UInt64

    /// Batches at a time: one is read while another is fetched.
    private static let atOnce = 2

    private typealias Outcome = Result<GatheredSongs, LockerError>

    /// What the songs say, whose blobs are there once each. Those that are gone meanwhile are left out, and of those that
    /// cannot be read it is nothing.
    func read(_ songs: [ListedFile]) async throws(LockerError) -> GatheredSongs {
        let batches = SongBatch.batches(of: songs)
        let all = await withTaskGroup(of: Outcome.self) { group in
            var next = 0
            while next < min(batches.count, SongGatherer.atOnce) {
                let batch = batches[next]
                group.addTask { await outcome(of: batch) }
                next += 1
            }
            var all = Outcome.success(GatheredSongs())
            while let one = await group.next() {
                all = SongGatherer.joined(all, one)
                if case .failure = all {
                    group.cancelAll()
                } else if next < batches.count {
                    let batch = batches[next]
                    group.addTask { await outcome(of: batch) }
                    next += 1
                }
            }
            return all
        }
        return try all.get()
    }

    /// Both, or the failure that came first: those that follow it were cancelled.
    private static func joined(_ one: Outcome, _ other: Outcome) -> Outcome {
        guard case .success(let first) = one, case .success(let second) = other else {
            if case .failure = one { return one }
            return other
        }
        return .success(first.joined(second))
    }

    private func outcome(of batch: SongBatch) async -> Outcome {
        do throws(LockerError) {
            switch batch {
            case .short(let songs): return .success(try await short(songs))
            case .long(let songs): return .success(try await long(songs))
            }
        } catch {
            return .failure(error)
        }
    }

    private func short(_ songs: [ListedFile]) async throws(LockerError) -> GatheredSongs {
        var gathered = GatheredSongs()
        var rest = songs[...]
        while !rest.isEmpty {
            var request = Locker_V1_RestoreFilesRequest()
            request.library = name.library
            request.revision = revision
            request.paths = rest.map { Data($0.path.bytes) }
            let answer = try await source.files(request, of: name.account)
            let given = try GivenFiles(answer, asked: rest).files
            var there: [Digest] = []
            var bytes: [SongBytes] = []
            for (song, file) in zip(rest, given) {
                switch file {
                case .song(let whole):
                    there.append(song.blob)
                    bytes.append(whole)
                case .damaged: gathered.add(silent: song.blob)
                case .gone: break
                }
            }
            let readings = try await readers.read(bytes, for: name.account) { _, _ in nil }
            add(readings, of: there, to: &gathered)
            rest = rest.dropFirst(given.count)
        }
        return gathered
    }

    private func long(_ songs: [ListedFile]) async throws(LockerError) -> GatheredSongs {
        var gathered = GatheredSongs()
        var there: [Digest] = []
        var bytes: [SongBytes] = []
        for beginning in try await beginnings(of: songs) {
            switch beginning.file {
            case .song(let begun):
                there.append(beginning.blob)
                bytes.append(begun)
            case .damaged: gathered.add(silent: beginning.blob)
            case .gone: break
            }
        }
        let blobs = there
        let (source, account) = (source, name.account)
        let more: TagReaders.More = { (place, range) async throws(LockerError) -> [UInt8]? in
            try await source.piece(of: blobs[place], range, account: account)
        }
        let readings = try await readers.read(bytes, for: account, more: more)
        add(readings, of: there, to: &gathered)
        return gathered
    }

    private func beginnings(of songs: [ListedFile]) async throws(LockerError) -> [SongBeginning] {
        let (source, account) = (source, name.account)
        let results = await withTaskGroup(of: Result<SongBeginning, LockerError>.self) { group in
            for song in songs {
                group.addTask { await SongBeginning.get(song, from: source, account: account) }
            }
            var results: [Result<SongBeginning, LockerError>] = []
            for await result in group { results.append(result) }
            return results
        }
        var there: [SongBeginning] = []
        for result in results { there.append(try result.get()) }
        return there
    }

    private func add(_ readings: [SongReading], of blobs: [Digest], to gathered: inout GatheredSongs) {
        for (blob, reading) in zip(blobs, readings) {
            counts.count(reading)
            gathered.add(reading, of: blob)
        }
    }
}
