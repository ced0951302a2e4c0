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

    init(_ round: BothRound) {
        plan = round.plan
        contents = LocalContents(round.source, at: round.base.newest.revision, round.options.sync)
    }

    /// Those of `files` that were, once they are read and staged.
    func stage(_ files: [TreeItem], in session: UploadSession) throws(LockerError) -> [Moved] {
        var likely: [ThreeSides] = []
        for file in files {
            guard let decision = try plan.decisions.row(at: file.path.bytes), plan.moves.isLikely(decision) else {
                continue
            }
            likely.append(ThreeSides(file.path, local: file))
        }
        var (moved, entries) = ([Moved](), [Locker_V1_Entry]())
        for case .success(let file) in try contents.read(likely) {
            guard case .file(let blob) = file.content, let from = try plan.moves.withdrawn(blob) else { continue }
            let short = ShortFile(item: file.item, size: file.item.stamp?.size ?? 0, isSettled: file.isSettled)
            moved.append(Moved(file: SentFile(short, blob: blob), from: from))
            entries.append(Locker_V1_Entry(RememberedItem(item: file.item, blob: blob)))
        }
        if moved.isEmpty { return [] }
        do throws(LockerError) {
            try session.stage(entries)
        } catch let error where error.code == .permissionDenied {
            // Meanwhile it was removed, with all revisions that had it: all of these are sent.
            return []
        }
        return moved
    }
}
