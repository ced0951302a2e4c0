import LockerBase
import MediaWorker

/// Gets pictures out of the tags of songs, for covers.
package struct TagPictures: Sendable {
    private let source: any LibrarySource
    private let readers: TagReaders

    /// - Parameter readers: workers for this alone.
    package init(source: any LibrarySource, readers: TagReaders) {
        (self.source, self.readers) = (source, readers)
    }

    /// The picture of a digest, as `PictureFacts` has it, in the tags of a song of the account; nil where the account has
    /// no such song, or that no such picture.
    ///
    /// - Parameters:
    ///   - blob: the song's content.
    ///   - size: its bytes.
    package func picture(
        _ digest: String, in blob: Digest, size: Int, of account: String
    ) async throws(LockerError) -> TagPicture? {
        guard size > 0, let song = try await source.begin(blob, size: size, account: account) else { return nil }
        let (source, account) = (source, account)
        return try await readers.picture(digest, of: song, for: account) {
            (range) async throws(LockerError) -> [UInt8]? in
            try await source.content(of: blob, range, account: account)
        }
    }
}
