import MediaFacts
import MediaIndex

extension SongContent {
    /// The catalog's recording that the person has taken in the place of the song, to be sent as the song would be.
    package func heard(as taken: TakenSong) -> SongContent {
        let name = String(decoding: taken.name, as: UTF8.self)
        let ending = name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last ?? ""
        let suffix = ending.utf8.count <= 5 ? ending.lowercased() : ""
        var facts = facts
        // Those are of the own file.
        (facts.bitrate, facts.sampleRate, facts.channels, facts.bitDepth) = (nil, nil, nil, nil)
        return SongContent(
            account: account, library: library, path: path, blob: taken.blob, key: key, size: taken.size,
            modified: modified, mediaType: AudioMediaType.of(suffix), suffix: suffix, facts: facts, name: taken.name,
            isDownload: isDownload, wish: wish)
    }
}
