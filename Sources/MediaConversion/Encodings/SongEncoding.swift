import LockerBase
import MediaFacts

/// What a song is made into.
package struct SongEncoding: Hashable, Sendable {
    package let encoding: AudioEncoding
    package let kilobits: Int
    /// Seconds that are left out at the beginning.
    package let offset: Int
    /// Hundredths of a decibel by which it is louder.
    package let gain: Int
    private let channels: Int?
    private let sampleRate: Int?
    /// Milliseconds of the song.
    private let duration: Int?

    /// Hz: the most that all of the encodings have.
    private static let highestRate = 48_000
    /// Seconds.
    private static let longest = 1_000_000

    /// Nil: the song is to be as it is. That holds unless the wish names an encoding that there is and the song does not
    /// have, or fewer bits than the song has, or a gain that the song is to have.
    ///
    /// - Parameters:
    ///   - suffix: the ending of the song's name, in lower case.
    ///   - size: its bytes.
    ///   - usual: the encoding where the wish names none that there is.
    package init?(
        _ wish: EncodingWish, of facts: SongFacts, suffix: String, size: Int, usual: AudioEncoding
    ) {
        let named = wish.format.flatMap { AudioEncoding(name: $0) }
        // An Ogg file may hold anything: who wants Opus and names it so gets that.
        let isVague = wish.format == "opus" && suffix != "opus"
        let isOther = named.map { isVague || !$0.suffixes.contains(suffix) } ?? false
        let limit = wish.kilobits.flatMap { limit in
            SongEncoding.kilobits(of: facts, size: size).flatMap { limit < $0 ? limit : nil }
        }
        gain = wish.gain.map { SongEncoding.gain($0, of: facts.gain) } ?? 0
        guard isOther || limit != nil || gain != 0 else { return nil }
        let own = AudioEncoding.allCases.first { $0.suffixes.contains(suffix) }
        encoding = named ?? (limit == nil ? own : nil) ?? usual
        kilobits = encoding.rate(upTo: min(wish.kilobits ?? .max, limit ?? encoding.usualRate))
        offset = min(max(0, wish.offset), SongEncoding.longest)
        (channels, sampleRate, duration) = (facts.channels, facts.sampleRate, facts.duration)
    }

    /// Bytes that will about be made; nil where that cannot be known. For what is done with them, and told to nobody.
    package var expectedSize: Int? {
        duration.map { max(0, $0 - offset * 1000) / 8 * kilobits }
    }

    private static func kilobits(of facts: SongFacts, size: Int) -> Int? {
        if let bitrate = facts.bitrate, bitrate > 0 { return bitrate / 1000 }
        guard let duration = facts.duration, duration > 0 else { return nil }
        return size * 8 / duration
    }

    /// Of ffmpeg's command line: the same ones make the same bytes. Tags and pictures are left out: what players show
    /// they are told otherwise.
    package var arguments: [String] {
        var words = ["-nostdin", "-hide_banner", "-v", "error", "-threads", "1"] + Decoders.arguments
        if offset > 0 { words += ["-ss", "\(offset)"] }
        words += ["-i", "file:/proc/self/fd/0", "-map", "0:a:0", "-map_metadata", "-1", "-map_chapters", "-1"]
        words += ["-fflags", "+bitexact", "-flags:a", "+bitexact"]
        if gain != 0 { words += ["-af", "volume=\(SongEncoding.decibels(gain))dB"] }
        if (channels ?? 3) > 2 { words += ["-ac", "2"] }
        if (sampleRate ?? 0) > SongEncoding.highestRate { words += ["-ar", "\(SongEncoding.highestRate)"] }
        return words + encoding.arguments(kilobits: kilobits) + ["pipe:1"]
    }

    /// What comes of it is called by this: other bytes, or other ways to make them, have another one.
    ///
    /// - Parameters:
    ///   - blob: the song's content.
    ///   - version: what ffmpeg calls itself.
    package func name(of blob: Digest, by version: String) -> Digest {
        let fields = ["locker-conversion-v1", blob.hex, version] + arguments
        return SHA256.digest(of: Array(fields.joined(separator: "\0").utf8))
    }

    private static func decibels(_ hundredths: Int) -> String {
        let (whole, rest) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
        return "\(hundredths < 0 ? "-" : "")\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }
}
