/// An encoding that songs are converted to.
package enum AudioEncoding: String, Hashable, Sendable, CaseIterable {
    /// Opus in Ogg.
    case opus
    case mp3
    /// AAC in ADTS.
    case aac

    /// The one that players call so.
    package init?(name: String) {
        switch name {
        case "opus", "ogg", "oga": self = .opus
        case "mp3": self = .mp3
        case "aac": self = .aac
        default: return nil
        }
    }

    package var mediaType: String {
        switch self {
        case .opus: "audio/ogg"
        case .mp3: "audio/mpeg"
        case .aac: "audio/aac"
        }
    }

    /// The ending of the names of its files.
    package var suffix: String { rawValue }

    /// Of names of files that have it, and need not be converted to it.
    var suffixes: Set<String> {
        switch self {
        case .opus: ["opus", "ogg", "oga"]
        case .mp3: ["mp3"]
        case .aac: ["aac"]
        }
    }

    /// Kilobits per second where nobody says how many.
    var usualRate: Int {
        switch self {
        case .opus: 128
        case .mp3: 192
        case .aac: 160
        }
    }

    /// The highest rate that it has which is not above `limit`; the lowest one where there is none.
    func rate(upTo limit: Int) -> Int {
        switch self {
        case .opus: min(max(limit, 8), 320)
        case .mp3: AudioEncoding.rates.last { $0 <= limit } ?? AudioEncoding.rates[0]
        case .aac: min(max(limit, 24), 320)
        }
    }

    /// Those of MPEG-1 layer III (ISO/IEC 11172-3, table of bit rates).
    private static let rates = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]

    /// Of ffmpeg's command line. An MP3 has a constant rate and no Xing header, which could not be completed behind
    /// what was sent: how long it is, its length says.
    func arguments(kilobits: Int) -> [String] {
        let rate = ["-b:a", "\(kilobits)k"]
        return switch self {
        case .opus: ["-c:a", "libopus", "-vbr", "constrained"] + rate + ["-f", "ogg"]
        case .mp3: ["-c:a", "libmp3lame"] + rate + ["-write_xing", "0", "-id3v2_version", "0", "-f", "mp3"]
        case .aac: ["-c:a", "aac"] + rate + ["-f", "adts"]
        }
    }
}
