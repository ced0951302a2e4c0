/// The container formats whose audio is told apart from its tags.
public enum Format: String, Sendable, CaseIterable {
    /// MPEG audio, layers I to III.
    case mp3
    /// AAC in ADTS frames.
    case aac
    case flac
    /// The family of ISO base media files: MP4, M4A, MOV, 3GP.
    case mp4
    case wav
    /// WAV whose sizes take 64 bits; BW64 as well.
    case rf64
    /// AIFF and AIFF-C.
    case aiff
    /// Vorbis, Opus or FLAC in Ogg: taken apart page by page (``OggSplitter``).
    case ogg
    /// Anything else, and what is damaged so that its audio cannot be found.
    case opaque
}
