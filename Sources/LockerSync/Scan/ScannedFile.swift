import LockerAPI
import LockerBase

/// What a sync that matches would do with one regular file.
package struct ScannedFile: Sendable, Equatable {
    package enum Verdict: String, Sendable, CaseIterable {
        /// The account has the file, or its audio.
        case yours
        /// The catalog has its audio.
        case catalog
        /// It has to be sent.
        case upload
    }

    /// The path below the folder that was scanned.
    package let path: EntryPath
    /// Bytes.
    package let size: Int
    package let verdict: Verdict
    /// Why, for a human.
    package let reason: String
    /// File content that would cross the socket, at most.
    package let bytesToSend: Int
    /// The name of its audio; nil where none was found or looked for.
    package let track: Digest?

    /// Nil for what is no regular file.
    init?(unchanged known: RememberedItem) {
        guard let stamp = known.item.stamp else { return nil }
        self.init(known.item.path, stamp.size, .yours, "unchanged since the last sync", sending: 0)
    }

    init(_ sketch: FileSketch, _ answer: Locker_V1_MatchAnswer) {
        func file(_ verdict: Verdict, _ reason: String, sending bytes: Int) -> ScannedFile {
            ScannedFile(sketch.path, sketch.size, verdict, reason, sending: bytes, track: sketch.track)
        }
        let tags = "only tags go up, about \(sketch.tagBytes) bytes"
        self =
            if sketch.isTooLong {
                file(.upload, "too large to be matched: it goes up whole", sending: sketch.size)
            } else if sketch.size == 0 {
                file(.upload, "it is empty", sending: 0)
            } else if sketch.track == nil {
                file(
                    .upload, "no audio that could be matched was found in it: it goes up whole",
                    sending: sketch.chunkBytes)
            } else if answer.yours {
                file(.yours, "the audio is in your library already; \(tags)", sending: sketch.tagBytes)
            } else if answer.catalog {
                file(.catalog, "the catalog has the audio; \(tags)", sending: sketch.tagBytes)
            } else {
                file(.upload, "the catalog does not have it", sending: sketch.chunkBytes)
            }
    }

    private init(
        _ path: EntryPath, _ size: Int, _ verdict: Verdict, _ reason: String, sending bytes: Int, track: Digest? = nil
    ) {
        self.path = path
        self.size = size
        self.verdict = verdict
        self.reason = reason
        self.track = track
        bytesToSend = bytes
    }
}
