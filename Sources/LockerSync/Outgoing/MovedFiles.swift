import FoundationEssentials
import LockerAPI
import LockerBase
import LockerClient

/// Stages files that were only renamed by the names of their contents, which the library has: nothing of them is sent.
struct MovedFiles {
    struct Moved {
        let file: SentFile
        /// Where the library has it.
        let from: EntryPath
    }

    private let plan: MergePlan
    private let contents: LocalContents
    private let isReadingAll: Bool

    init(_ round: BothRound) {
        (plan, isReadingAll) = (round.plan, round.options.sync.rehash)
        contents = LocalContents(round.source, at: round.base.newest.revision, round.options.sync)
    }

    /// Those of `files` that were, once they are staged. What does not tell by its stamp is read.
    func stage(_ files: [TreeItem], in session: UploadSession) throws(LockerError) -> [Moved] {
        var (moved, unread) = ([Moved](), [ThreeSides]())
        for file in files {
            guard let decision = try plan.decisions.row(at: file.path.bytes), plan.moves.isLikely(decision) else {
                continue
            }
            if !isReadingAll, let known = try plan.moves.known(decision), let blob = known.blob {
                moved.append(MovedFiles.moved(file, blob, known.item.path, isSettled: true))
            } else {
                unread.append(ThreeSides(file.path, local: file))
            }
        }
        for case .success(let file) in try contents.read(unread) {
            guard case .file(let blob) = file.content, let from = try plan.moves.withdrawn(blob) else { continue }
            moved.append(MovedFiles.moved(file.item, blob, from, isSettled: file.isSettled))
        }
        if moved.isEmpty { return [] }
        do throws(LockerError) {
            try session.stage(
                moved.lazy.map { Locker_V1_Entry(RememberedItem(item: $0.file.item, blob: $0.file.blob)) })
        } catch let error where error.code == .permissionDenied {
            // Meanwhile it was removed, with all revisions that had it: all of these are sent.
            return []
        }
        return moved
    }

    private static func moved(_ item: TreeItem, _ blob: Digest, _ from: EntryPath, isSettled: Bool) -> Moved {
        let short = ShortFile(item: item, size: item.stamp?.size ?? 0, isSettled: isSettled)
        return Moved(file: SentFile(short, blob: blob), from: from)
    }
}
