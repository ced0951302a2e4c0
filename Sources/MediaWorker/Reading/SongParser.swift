import CTagLib
import LockerBase
import MediaFacts

/// Reads what songs say, by TagLib. For one thread, and in a process of its own: files are made by anybody, and TagLib is
/// a large parser.
package final class SongParser {
    private let hasher = SHA256()

    package init() {}

    /// What a song says; nil for what is none.
    ///
    /// - Parameter more: gives the bytes of a range of the song; fewer, or none, where they cannot be had.
    package func facts(of song: SongBytes, more: @escaping (Range<Int>) -> [UInt8]) -> SongFacts? {
        let collector = TagCollector(hasher: hasher)
        let window = SongWindow(song, limit: SongLimits.bytes, more: more)
        return read(window, collector) ? collector.facts : nil
    }

    /// The picture in its tags that has the digest, as ``PictureFacts`` has it; nil where there is none.
    package func picture(
        _ digest: String, of song: SongBytes, more: @escaping (Range<Int>) -> [UInt8]
    ) -> [UInt8]? {
        let collector = TagCollector(hasher: hasher, wanted: digest)
        let window = SongWindow(song, limit: SongLimits.pictureBytes, more: more)
        return read(window, collector) ? collector.found : nil
    }

    private func read(_ window: SongWindow, _ collector: TagCollector) -> Bool {
        var source = CTagLibSource()
        source.context = Unmanaged.passUnretained(window).toOpaque()
        source.size = window.size
        source.reach = { context, offset, length in
            guard let window = SongWindow.of(context), offset >= 0, length >= 0 else { return -1 }
            return window.reach(offset..<offset + length) ?? -1
        }
        source.copy = { context, offset, length, bytes in
            guard let window = SongWindow.of(context), let bytes else { return }
            window.copy(offset..<offset + length, to: UnsafeMutableRawPointer(bytes))
        }
        var listener = CTagLibListener(collector)
        return withExtendedLifetime((window, collector)) { CTagLibReadSong(&source, &listener) }
    }
}

extension SongWindow {
    /// The one that a source was made of.
    fileprivate static func of(_ context: UnsafeMutableRawPointer?) -> SongWindow? {
        context.map { Unmanaged<SongWindow>.fromOpaque($0).takeUnretainedValue() }
    }
}
