import LockerBase
import Metadata
import POSIXSupport
import PackEngine
import Recipes

extension EntryReader {
    private struct Wanted {
        let place: Int
        let entry: Entry
        let content: ContentName
    }

    /// The most bytes of errors in an answer, should each file that is in it have one.
    private static let errorBytes = 2 << 20

    /// The whole content of the first of `paths`, at most ``RequestLimits/restoredFiles`` of them: of one at least, and
    /// of no more than have ``RequestLimits/pieceBytes`` together. One that is longer than that fails.
    ///
    /// - Parameter revision: nil for the newest.
    /// - Throws: what concerns all of them; what concerns one is among ``RestoredFiles/failures``.
    public func files(
        _ paths: [EntryPath], from library: String, revision: Int64?, of caller: Caller,
        cancellation: Cancellation? = nil
    ) throws(LockerError) -> RestoredFiles {
        guard paths.count <= RequestLimits.restoredFiles else {
            throw LockerError(
                .invalidArgument, "\(paths.count) files: at most \(RequestLimits.restoredFiles) at once")
        }
        try cancellation.check()
        var answer = RestoredFiles()
        let paths = EntryReader.withRoomForErrors(paths)
        let found = try files.files(at: paths, in: library, revision: revision, of: caller)
        let wanted = withRoomForContent(found, &answer)
        try cancellation.check()
        if let content = readTogether(wanted) {
            answer.content = content
        } else {
            for file in wanted {
                try cancellation.check()
                readAlone(file, into: &answer) { () throws(LockerError) in
                    try files.holds(file.content.blob, file.entry.path, library, revision, caller)
                }
            }
        }
        metrics.contentOut.add(answer.content.count)
        return answer
    }

    /// Those of `paths` for which an answer has room for an error each, which names its path.
    private static func withRoomForErrors(_ paths: [EntryPath]) -> [EntryPath] {
        var bytes = 0
        return Array(
            paths.prefix { path in
                bytes += 1024 + 4 * path.bytes.count
                return bytes <= errorBytes
            })
    }

    /// Those of `found` that are answered at once. What is known of each goes into `answer`.
    private func withRoomForContent(
        _ found: [Result<(Entry, ContentName), LockerError>], _ answer: inout RestoredFiles
    ) -> [Wanted] {
        var (wanted, bytes) = ([Wanted](), 0)
        for (place, file) in found.enumerated() {
            switch file {
            case .success(let (entry, content)) where entry.size <= RequestLimits.pieceBytes:
                bytes += Int(entry.size)
                guard bytes <= RequestLimits.pieceBytes else { return wanted }
                wanted.append(Wanted(place: place, entry: entry, content: content))
                answer.sizes.append(Int(entry.size))
            case .success(let (entry, _)):
                let error = LockerError(
                    .invalidArgument,
                    "\(entry.path): longer than \(RequestLimits.pieceBytes) bytes; restore it by itself")
                answer.failures.append((place, error))
                answer.sizes.append(0)
            case .failure(let error):
                answer.failures.append((place, error))
                answer.sizes.append(0)
            }
        }
        return wanted
    }

    /// What all of them hold, one behind the other; nil where anything is not as it should be with any of them, or one
    /// is put together page by page.
    private func readTogether(_ wanted: [Wanted]) -> [UInt8]? {
        try? contexts.with { (context) throws(LockerError) -> [UInt8]? in
            guard let recipes = try recipes.recipes(wanted.map(\.content), using: context),
                zip(recipes, wanted).allSatisfy({ $0.assembly == .concatenation && $0.size == Int($1.entry.size) })
            else { return nil }
            let source = StoredChunks(recipes.flatMap(\.chunks), packs: packs, context: context, ahead: 0)
            var content: [UInt8] = []
            content.reserveCapacity(source.size)
            try source.read(0..<source.size) { (parts) throws(LockerError) in
                for part in parts { content.append(contentsOf: part) }
            }
            return content
        }
    }

    private func readAlone(
        _ file: Wanted, into answer: inout RestoredFiles, isThere: () throws(LockerError) -> Bool
    ) {
        let start = answer.content.count
        do throws(LockerError) {
            try read(
                file.content, of: file.entry.path, range: { 0..<$0 }, isThere: isThere,
                to: { (parts) in for part in parts { answer.content.append(contentsOf: part) } })
        } catch {
            answer.content.removeSubrange(start...)
            answer.failures.append((file.place, error))
        }
        answer.sizes[file.place] = answer.content.count - start
    }
}
