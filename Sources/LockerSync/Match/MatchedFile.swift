import FoundationEssentials
import LockerBase

/// A file on its way to be assembled from chunks that the daemon has or is sent. For one thread.
final class MatchedFile {
    /// What came out so far.
    enum State {
        /// These chunks of its recipe have to be sent, by their places; none before the daemon was asked.
        case missing([Int])
        /// Its entry is staged, with this blob.
        case staged(Data)
        /// It is not what was cut any more.
        case changed
        /// It can only be sent whole.
        case refused
        case skipped(SkipReason)
    }

    let source: CutSource
    var state: State
    /// Whether bytes of its audio were sent.
    var hasSentAudio = false
    /// Bytes that the observer was told of.
    var advanced = 0
    private let audio: [Range<Int>]

    init(_ source: CutSource) {
        self.source = source
        state = source.recipe.count > RequestLimits.recipeBytes ? .refused : .missing([])
        audio = source.cut.recipe.placedSegments.filter { $0.segment.role == .payload }.map(\.chunks)
    }

    /// Whether it is not staged yet, and may be.
    var isMissing: Bool {
        if case .missing = state { true } else { false }
    }

    /// Whether the chunk at `place` of its recipe is of its audio.
    func isAudio(_ place: Int) -> Bool {
        audio.contains { $0.contains(place) }
    }
}
