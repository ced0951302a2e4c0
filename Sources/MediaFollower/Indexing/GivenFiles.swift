import FoundationEssentials
import LockerAPI
import LockerBase
import MediaWorker

/// A file that was asked for.
enum GivenFile: Sendable {
    case song(SongBytes)
    /// It is there, and cannot be read.
    case damaged
    /// It is not there any more.
    case gone
}

/// What one answer gives of the short files that were asked for: the first of them.
struct GivenFiles {
    let files: [GivenFile]

    /// - Throws: ``LockerError/Code/internal`` for an answer that does not go with the question.
    init(_ answer: Locker_V1_RestoreFilesResponse, asked: ArraySlice<ListedFile>) throws(LockerError) {
        let lengths = answer.sizes.map { Int(clamping: $0) }
        guard !lengths.isEmpty, lengths.count <= asked.count, lengths.allSatisfy({ $0 <= answer.content.count }),
            lengths.reduce(0, +) == answer.content.count
        else {
            throw LockerError(
                .internal, "RestoreFiles: the daemon's answer is not for the files that were asked for")
        }
        var failures: [Int: LockerError.Code] = [:]
        for failure in answer.failures { failures[Int(failure.place)] = LockerError(failure).code }
        var (files, start): ([GivenFile], Int) = ([], answer.content.startIndex)
        for (place, length) in lengths.enumerated() {
            let bytes = Array(answer.content[start..<start + length])
            start += length
            if let code = failures[place] {
                files.append(code == .notFound ? .gone : .damaged)
            } else {
                let isRight = length == asked[asked.startIndex + place].size
                files.append(isRight ? .song(SongBytes(bytes)) : .gone)
            }
        }
        self.files = files
    }
}
