import Benchmark
import Foundation
import LockerBase
import LockerCore
import Logging
import Metadata

/// Asks for tracks of a large catalog, as a client that scans a large folder does: a thousand at a time, of which half
/// are there, with challenges for those.
func registerMatching() {
    let scratch = ScratchCatalog(trackCount: 100_000)
    let batches = (0..<10).map { batch in
        // 7,919 is a prime that does not divide the number of tracks, so that no track is asked for twice.
        (0..<RequestLimits.tracks).map { number in
            let track = batch * RequestLimits.tracks + number
            return Digest.numbered(track % 2 == 0 ? track * 7919 % 100_000 : -1 - track)
        }
    }

    Benchmark(
        "Locker.match, 10,000 tracks in a catalog of 100,000", configuration: .times,
        closure: { benchmark in
            let (locker, caller) = try scratch.opened()
            var found = 0
            try benchmark.measure(times: 10_000) {
                for tracks in batches {
                    found += try locker.matcher.match(tracks, of: caller, on: 1, challenging: true)
                        .filter { $0.challenge != nil }.count
                    // What proofs would do: the challenges are not open any more.
                    locker.connectionEnded(1)
                }
            }
            if found != 5_000 { benchmark.error("\(found) of 5,000 tracks were found") }
        }, setup: scratch.open, teardown: scratch.remove)
}

/// A locker in a directory of its own whose catalog holds so many songs, in name only.
private final class ScratchCatalog {
    private let trackCount: Int
    private var directory: URL?
    private var locker: Locker?

    init(trackCount: Int) {
        self.trackCount = trackCount
    }

    func open() throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "locker-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        self.directory = directory
        let path = try EntryPath("song.mp3")
        let songs = (0..<trackCount).map { number in
            CatalogTrack(
                digest: .numbered(number), blob: .numbered(number), path: path, size: 5_000_000, modified: 0,
                payloadSize: 4_900_000, format: "mp3", title: "A song", artist: "An artist", album: "An album",
                duration: 200_000, bitrate: 192_000, added: 0)
        }
        _ = try MetadataStores.embedded(in: directory.path).open(readers: 1).catalog.add(songs, heard: [])
        var logger = Logger(label: "benchmark")
        logger.logLevel = .critical
        locker = try Locker(directory: directory.path, configuration: Configuration(), logger: logger)
    }

    /// The locker, and somebody who calls it.
    func opened() throws -> (Locker, Caller) {
        guard let locker else {
            throw LockerError(.failedPrecondition, "the scratch catalog is not open; call open() in the setup")
        }
        return (locker, try locker.authority.caller(userID: 0, for: nil))
    }

    func remove() throws {
        locker?.close()
        locker = nil
        if let directory { try FileManager.default.removeItem(at: directory) }
        directory = nil
    }
}
