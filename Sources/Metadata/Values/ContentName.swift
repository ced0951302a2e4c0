import LockerBase

/// The content of a file, by name, with what says where its recipe is.
public struct ContentName: Hashable, Sendable {
    /// The digest of its recipe.
    public let blob: Digest
    /// The one chunk that the content is: its recipe follows from that, and is in no record. Nil: a record has it.
    public let chunk: Digest?
    /// The bytes of that chunk; 0 without one.
    public let size: Int64

    /// Content called `blob`.
    ///
    /// - Parameter size: the bytes of the content; of no meaning without a chunk.
    public init(blob: Digest, chunk: Digest? = nil, size: Int64 = 0) {
        self.blob = blob
        self.chunk = chunk
        self.size = chunk == nil ? 0 : size
    }
}

extension ContentName: Comparable {
    /// By their blobs; of one blob, what is in a record comes first.
    public static func < (left: ContentName, right: ContentName) -> Bool {
        left.blob == right.blob ? left.chunk == nil && right.chunk != nil : left.blob < right.blob
    }
}

extension Entry {
    /// The content of a file; nil for what is none.
    public var content: ContentName? { blob.map { ContentName(blob: $0, chunk: chunk, size: size) } }

    /// Whether both say the same of one path. Where the recipe of a content is says nothing of the content.
    package func tellsSame(as other: Entry) -> Bool {
        path == other.path && kind == other.kind && size == other.size && blob == other.blob
            && modified == other.modified && track == other.track && target == other.target && mode == other.mode
            && saidAttributes == other.saidAttributes
    }
}
