import LockerBase
import MediaWorker

/// The bytes with which reading a long song begins.
struct SongBeginning: Sendable {
    let blob: Digest
    let file: GivenFile

    static func get(
        _ song: ListedFile, from source: any LibrarySource, account: String
    ) async -> Result<SongBeginning, LockerError> {
        do throws(LockerError) {
            guard let begun = try await source.begin(song.blob, size: song.size, account: account) else {
                return .success(SongBeginning(blob: song.blob, file: .gone))
            }
            return .success(SongBeginning(blob: song.blob, file: .song(begun)))
        } catch {
            guard error.code == .dataLoss else { return .failure(error) }
            return .success(SongBeginning(blob: song.blob, file: .damaged))
        }
    }
}

extension LibrarySource {
    /// The first and last bytes of a content, or all of a short one; nil where it is not there any more.
    func begin(_ blob: Digest, size: Int, account: String) async throws(LockerError) -> SongBytes? {
        let headLength = size <= SongBytes.wholeLength ? size : SongBytes.headLength
        let tailLength = size <= SongBytes.wholeLength ? 0 : SongBytes.tailLength
        do throws(LockerError) {
            let head = try await content(of: blob, 0..<headLength, account: account)
            let tail = tailLength == 0 ? [] : try await content(of: blob, size - tailLength..<size, account: account)
            guard head.count == headLength, tail.count == tailLength else { return nil }
            return SongBytes(size: size, head: head, tail: tail)
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
    }
}
