import MediaConversion

/// How songs and pictures are made into others.
package struct ConversionOptions: Sendable, Hashable {
    /// The path of ffmpeg; empty: songs are sent as they are.
    package var ffmpeg = FFmpeg.path
    /// That of GraphicsMagick; empty: pictures are.
    package var graphicsMagick = GraphicsMagick.path
    /// How many songs at a time, and pictures besides; nil: as many as there are processors.
    package var processes: Int?
    /// What songs become where nothing else is asked for.
    package var encoding = AudioEncoding.opus
    /// Bytes of all that is kept of it, is being made, and what that is made of.
    package var cacheBytes = 2 << 30

    package init() {}
}
