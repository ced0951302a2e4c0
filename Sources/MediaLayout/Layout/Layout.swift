/// A file as runs of bytes with one role each.
///
/// The runs lie next to each other in the order of the file, are longer than nothing and cover it. A format that
/// keeps its audio in one piece has one payload run; a fragmented MP4 has one for each `mdat`, and its audio is all
/// of them in order. A file whose audio was not found is one opaque run, an empty one has none.
///
/// The audio of an Ogg file is no run of it. Such a file is one opaque run here, which holds when ``OggSplitter``
/// cannot take it apart.
public struct Layout: Hashable, Sendable {
    /// What the bytes of a run are.
    public enum Role: Sendable {
        /// What lies before audio: tags and headers.
        case head
        /// The audio, which retagging leaves alone.
        case payload
        /// What lies behind the last audio.
        case tail
        /// Bytes whose structure is not known.
        case opaque
    }

    /// A run of bytes.
    public struct Run: Hashable, Sendable {
        /// What its bytes are.
        public let role: Role
        /// Where it lies in the file.
        public let range: Range<Int>

        /// A run of one role, at `range` of the file.
        public init(_ role: Role, _ range: Range<Int>) {
            self.role = role
            self.range = range
        }
    }

    /// What kind of file it is.
    public let format: Format
    /// All of the file, in order.
    public let runs: [Run]

    /// No layout has more payload runs; a file that would is opaque.
    public static let maximumPayloadRuns = 4096

    /// Where the audio is, in the order of the file.
    public var payload: [Range<Int>] {
        runs.filter { $0.role == .payload }.map(\.range)
    }

    /// A file of `size` bytes with no structure that is known.
    init(_ format: Format, opaque size: Int) {
        self.format = format
        runs = size > 0 ? [Run(.opaque, 0..<size)] : []
    }

    /// A file of `size` bytes whose audio is `payload`: runs in order that do not overlap. Nil when there is none,
    /// or too many.
    init?(_ format: Format, size: Int, payload: [Range<Int>]) {
        guard !payload.isEmpty, payload.count <= Layout.maximumPayloadRuns else { return nil }
        var runs: [Run] = []
        var end = 0
        for range in payload {
            guard range.lowerBound >= end, !range.isEmpty, range.upperBound <= size else { return nil }
            if range.lowerBound > end { runs.append(Run(.head, end..<range.lowerBound)) }
            runs.append(Run(.payload, range))
            end = range.upperBound
        }
        if end < size { runs.append(Run(.tail, end..<size)) }
        self.format = format
        self.runs = runs
    }
}
