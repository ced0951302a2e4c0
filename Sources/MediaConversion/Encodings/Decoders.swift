/// What of ffmpeg reads songs: containers and codecs of music alone, and none that lead to other files or hosts.
package enum Decoders {
    /// Of the command line, before the input.
    package static let arguments = [
        "-protocol_whitelist", "file", "-format_whitelist", containers.joined(separator: ","), "-codec_whitelist",
        codecs.joined(separator: ","),
    ]

    private static let containers = [
        "aac", "aiff", "ape", "asf", "caf", "dsf", "flac", "iff", "matroska", "mov", "mp3", "mpc", "mpc8", "ogg", "tta",
        "w64", "wav", "wv",
    ]

    private static let codecs = [
        "aac", "aac_latm", "ac3", "adpcm_ima_wav", "adpcm_ms", "alac", "ape", "dsd_lsbf", "dsd_lsbf_planar", "dsd_msbf",
        "dsd_msbf_planar", "eac3", "flac", "libopus", "mp2", "mp2float", "mp3", "mp3float", "mpc7", "mpc8", "opus",
        "pcm_alaw", "pcm_f32be", "pcm_f32le", "pcm_f64be", "pcm_f64le", "pcm_mulaw", "pcm_s16be", "pcm_s16le",
        "pcm_s24be", "pcm_s24le", "pcm_s32be", "pcm_s32le", "pcm_s8", "pcm_u8", "tta", "vorbis", "wavpack",
        "wmalossless", "wmapro", "wmav1", "wmav2",
    ]
}
